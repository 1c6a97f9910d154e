using System.Globalization;

namespace Takedown.Faults.Clients;

/// <summary>
/// Generates random batches: mostly small, some of hundreds, few of up to 2,000 items; including duplicates,
/// repetitions and invalid items.
/// </summary>
internal sealed class BatchDraw(string claimant, IReadOnlyList<string> hosts, Random random, int largest)
{
    private const int Accounts = 12;
    private readonly List<string> sent = [];
    private int turn;

    public List<Item> Next()
    {
        var items = new List<Item>();
        var size = Size();
        turn++;
        for (var i = 0; i < size; i++) items.Add(Draw(i, items));
        sent.AddRange(items.Where(i => i.Kind is ItemKind.Fresh).Take(3).Select(i => i.Url));
        return items;
    }

    private Item Draw(int index, List<Item> before)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{claimant}-{turn}-{index}");
        var host = hosts[random.Next(hosts.Count)];
        var account = random.Next(8) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"uploader-{random.Next(Accounts)}")
            : null;
        var fresh = new Item(name, ItemKind.Fresh, $"https://{host}/{claimant}/{name}", account);
        return random.Next(100) switch
        {
            < 3 when before is [.., { Kind: ItemKind.Fresh } last] =>
                fresh with { Kind = ItemKind.Twin, Url = last.Url },
            < 5 when sent.Count > 0 => fresh with { Kind = ItemKind.Again, Url = sent[random.Next(sent.Count)] },
            < 7 => fresh with { Kind = ItemKind.Invalid },
            < 8 => fresh with { Kind = ItemKind.Nowhere, Url = $"https://nobody.example/{name}" },
            _ => fresh,
        };
    }

    private int Size() => Math.Min(largest, Draw());

    private int Draw() => random.Next(40) switch
    {
        0 => random.Next(500, 2001),
        < 5 => random.Next(50, 300),
        < 20 => random.Next(2, 30),
        _ => 1,
    };
}
