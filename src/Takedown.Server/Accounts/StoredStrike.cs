using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>A strike as stored, with the notices that it counts.</summary>
internal sealed record StoredStrike
{
    public static readonly Table<StoredStrike> Table = new("strikes",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId, Key: true),
        new("account_id", ColumnType.Text, r => r.AccountId, Key: true),
        new("batch_id", ColumnType.Id, r => r.BatchId, Key: true),
        new("day", ColumnType.Number, r => r.Day, Key: true),
        new("grounds", ColumnType.Number, r => r.Grounds),
        new("notices", ColumnType.Text, r => r.Notices),
        new("grave", ColumnType.Number, r => r.Grave),
        new("weight", ColumnType.Number, r => r.Weight),
    ]);

    public Guid PlatformId { get; init; }
    public string AccountId { get; init; } = "";
    public Guid BatchId { get; init; }
    public long Day { get; init; }
    public long Grounds { get; init; }
    public long Grave { get; init; }
    public long Weight { get; init; }
    public string Notices { get; init; } = "";

    public (Guid PlatformId, string AccountId, Guid BatchId, long Day) Key => (PlatformId, AccountId, BatchId, Day);

    /// <summary>The newest of the notices that it counts.</summary>
    public IReadOnlyList<Guid> Named => [.. NoticeName.Ids(Notices)];

    /// <summary>Whether these are all of them.</summary>
    public bool IsAllNamed => Notices.Length == Grounds * NoticeName.Length;

    /// <summary>The strike without these of its grounds, its weight as before.</summary>
    /// <param name="ended">Notices of its batch and day, with their weights.</param>
    public StoredStrike Without(IReadOnlyDictionary<Guid, int> ended)
    {
        var named = Named;
        // A notice whose strike an appeal has voided is not among those that the batch counts since.
        var gone = IsAllNamed ? [.. named.Where(ended.ContainsKey)] : ended.Keys.ToHashSet();
        return this with
        {
            Grounds = Grounds - gone.Count,
            Grave = Math.Max(0, Grave - gone.Count(id => ended[id] > 1)),
            Notices = NoticeName.All(named.Where(id => !gone.Contains(id))),
        };
    }

    /// <summary>The strike with the weights of all its notices.</summary>
    public StoredStrike Weighed(IReadOnlyList<int> weights) =>
        this with { Grave = weights.Count(weight => weight > 1), Weight = weights.Max() };
}
