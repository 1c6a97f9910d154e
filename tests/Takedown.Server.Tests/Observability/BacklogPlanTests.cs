using Takedown.Server.Operations;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>
/// A scrape must cost the same at ten million notices as at none: each look goes by an index, or by a table that holds
/// only what waits.
/// </summary>
public sealed class BacklogPlanTests
{
    public static TheoryData<string, string> Looks => new()
    {
        { BacklogReader.Undelivered, "dispatches" },
        { BacklogReader.DueNotice, "clocks" },
        { BacklogReader.DueOther, "deadlines_due" },
        { BacklogReader.Uncounted, "events_order" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Each_look_goes_by_its_index(string sql, string index)
    {
        await using var server = new Started(await TestServer.StartAsync());
        await FillAsync(server.It);

        var plan = await PlanAsync(server.It, sql);

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on notices", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on events", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on deadlines", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    /// <summary>Enough that is settled for an index to pay.</summary>
    private static async Task FillAsync(TestServer server)
    {
        var platform = await server.PlatformAsync("plan.example");
        var claimant = await server.ClaimantAsync();
        (await claimant.SendBatchAsync(Bodies.Lines(Enumerable.Range(0, 3000).Select(i =>
            Sample.Notice(string.Create(CultureInfo.InvariantCulture, $"https://plan.example/{i}")))))).Must(202);
        await platform.InboxUntilAsync(items => items.Count == 3000);
    }

    internal static async Task<string> PlanAsync(TestServer server, string sql)
    {
        if (TestStore.IsPostgres)
        {
            await using var postgres = new NpgsqlConnection(server.Store.ConnectionString);
            await postgres.OpenAsync();
            await postgres.ExecuteAsync("ANALYZE; SET enable_seqscan = off");
            return string.Join('\n', await postgres.QueryAsync<string>("EXPLAIN " + sql));
        }
        await using var sqlite = new SqliteConnection(server.Store.ConnectionString);
        return string.Join(
            '\n', (await sqlite.QueryAsync("EXPLAIN QUERY PLAN " + sql)).Select(row => (string)row.detail));
    }

    private sealed record Started(TestServer It) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await It.DisposeAsync();
    }
}
