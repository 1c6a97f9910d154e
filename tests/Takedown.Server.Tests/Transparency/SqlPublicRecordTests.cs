using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Hosting;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Storage;
using static Takedown.Server.Tests.Transparency.Entries;

namespace Takedown.Server.Tests.Transparency;

/// <summary>The public record in the SQL database.</summary>
public sealed class SqlPublicRecordTests : PublicRecordContract
{
    private TestStore store = null!;
    private Database database = null!;

    private protected override async Task<IPublicRecord> CreateAsync()
    {
        store = await TestStore.CreateAsync();
        database = DatabaseFactory.Create(store.Options);
        await database.MigrateAsync();
        return new SqlPublicRecord(database);
    }

    protected override async Task DropAsync()
    {
        await database.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_page_reads_a_limited_number_of_candidates_and_goes_on_behind_them()
    {
        var record = new SqlPublicRecord(database);
        foreach (var part in Enumerable.Range(0, 6_000).Select(i => (PublicEntry)(Notice(i) with
        {
            Host = i < 3 ? "rare.example" : "music.example",
            Terms = i < 3 ? ["all", "rare"] : ["all"],
        })).Chunk(1_500)) await record.ApplyAsync(part, default);
        var narrow = await record.SearchAsync(Ask("all rare"), default);
        Assert.Equal((3, null), (narrow.Items.Count, narrow.Next));
        Assert.Equal(3, (await record.SearchAsync(Ask() with { Host = "rare.example" }, default)).Items.Count);
        var none = await record.SearchAsync(Ask("all") with { State = NoticeState.Removed }, default);
        Assert.Empty(none.Items);
        Assert.NotNull(none.Next);
        Assert.Null((await record.SearchAsync(Ask("all") with
        {
            State = NoticeState.Removed, After = none.Next,
        }, default)).Next);
        var facets = await record.FacetsAsync(Ask("all"), default);
        Assert.Equal((6_000, false), (facets.Matches, facets.Capped));
        Assert.Equal(6_000, await record.DeleteExpiredAsync(Start.AddDays(1000), 10_000, default));
        Assert.Empty(await record.IdsAsync(Ask("rare")));
        Assert.Equal(0, await database.ReadAsync(s => s.FirstAsync<long>("SELECT COUNT(*) FROM public_terms")));
    }
}
