using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>Values come back as they went in, and lists find their rows.</summary>
public sealed partial class DatabaseContract
{
    [Fact]
    public async Task Values_come_back_as_they_went_in()
    {
        var sample = new Sample(ids.Next())
        {
            At = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero),
            Number = long.MinValue,
            Text = "七里香 🎵 'quoted' \"twice\" %s\n",
            Bytes = [0, 255, 1],
        };
        await InsertAsync(sample, new Sample(ids.Next()));

        var read = await database.ReadAsync(
            s => s.QueryAsync<Sample>("SELECT id, at, number, text, bytes FROM samples ORDER BY id"));
        Assert.Equal(sample with { Bytes = null }, read[0] with { Bytes = null });
        Assert.Equal(sample.Bytes, read[0].Bytes!);
        Assert.Equal((null, null, null, null), (read[1].At, read[1].Number, read[1].Text, read[1].Bytes));
    }

    [Fact]
    public async Task Ids_are_ordered_in_the_store_as_they_were_made()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => Text($"{i}")).ToArray();
        await InsertAsync([.. rows.Reverse()]);
        Assert.Equal(
            rows.Select(r => r.Id),
            await database.ReadAsync(s => s.QueryAsync<Guid>("SELECT id FROM samples ORDER BY id")));
    }

    [Fact]
    public async Task Rows_are_found_by_lists_of_ids_and_of_texts()
    {
        var rows = new[] { Text("a"), Text("b"), Text("it's, [\"c\"]") };
        await InsertAsync(rows);

        var byId = await FindAsync(s => $"id IN {s.In("list")}", s => s.Ids([rows[0].Id, rows[2].Id, ids.Next()]));
        var byText = await FindAsync(
            s => $"text IN {s.InTexts("list")}", s => s.Texts(["b", "it's, [\"c\"]", "nobody"]));
        Assert.Equal(["a", "it's, [\"c\"]"], byId);
        Assert.Equal(["b", "it's, [\"c\"]"], byText);
        Assert.Empty(await FindAsync(s => $"id IN {s.In("list")}", s => s.Ids([])));
        Assert.Empty(await FindAsync(s => $"text IN {s.InTexts("list")}", s => s.Texts([])));
    }

    private Task<IReadOnlyList<string>> FindAsync(Func<Session, string> where, Func<Session, object> list) =>
        database.ReadAsync(s =>
            s.QueryAsync<string>($"SELECT text FROM samples WHERE {where(s)} ORDER BY text", new { list = list(s) }));
}
