using Takedown.Server.Hosting;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>The hot path avoids sequential scans; reports leave the planner free.</summary>
public sealed class PlannerTests : IAsyncLifetime
{
    private const string Settings =
        "SELECT current_setting('enable_seqscan') || ' ' || current_setting('jit') || ' ' "
            + "|| current_setting('enable_bitmapscan') WHERE CAST(@any AS bigint) = 1";

    private TestStore store = null!;
    private Database database = null!;

    public async Task InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        database = DatabaseFactory.Create(store.Options);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await store.DisposeAsync();
    }

    [PostgresFact]
    // Compiling a report takes longer than running it.
    public async Task Hot_reads_avoid_sequential_scans_and_reports_do_not() =>
        Assert.Equal(
            ("off off on", "on off on"),
            (await database.ReadAsync(AskAsync), await database.ReportAsync(AskAsync)));

    /// <summary>More writes than a statement needs to be prepared, on the same connection.</summary>
    [PostgresFact]
    public async Task Writes_avoid_sequential_scans_from_their_first_statement_on()
    {
        for (var i = 0; i < 6; i++)
        {
            var seen = await database.WriteAsync(async s => (await AskAsync(s), await AskAsync(s)));
            Assert.Equal(("off off off", "off off off"), seen);
            var behindBatch = await database.WriteAsync(async s =>
            {
                await s.LockAsync("any");
                return await AskAsync(s);
            });
            Assert.Equal("off off off", behindBatch);
            Assert.Equal(1, await database.WriteAsync(s => s.ExecuteAsync(
                "INSERT INTO settings (name, value) VALUES (@name, '')", new { name = $"test {i}" })));
        }
    }

    private static Task<string?> AskAsync(Session s) => s.FirstAsync<string>(Settings, new { any = 1 });
}
