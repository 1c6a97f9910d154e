using System.Globalization;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Recalls;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Notices;

/// <summary>
/// A set of notices is found by its ids, or in the order of its batch, also while the planner does not know yet how
/// many notices the claimant has sent: otherwise each set of a batch reads all of it.
/// </summary>
public sealed class SetPlanTests
{
    private const string Set = "SELECT n.id, n.version FROM notices n WHERE n.id IN";
    private static readonly Guid Owner = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    [PostgresFact]
    public async Task A_set_of_a_claimant_is_found_by_its_ids()
    {
        var plan = await PlanAsync(s =>
            $"{Set} {s.In("ids")} {NoticeOwner.Claimant(Owner).Condition} ORDER BY n.id FOR UPDATE",
            s => new { ids = Ids(s), owner = Owner });

        Assert.Contains("Index Cond: (id = ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("notices_claimant", plan, StringComparison.Ordinal);
        AssertNoJoinOfAll(plan);
    }

    [PostgresFact]
    public async Task The_next_set_of_a_batch_is_read_in_its_order()
    {
        var plan = await PlanAsync(
            _ => RecallRun.OfBatch, _ => new { BatchId = Owner, ClaimantId = Owner, Cursor = 0L, take = 300 });

        Assert.Contains("notices_batch", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("notices_claimant", plan, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Deadlines_are_read_for_each_owner()
    {
        var plan = await PlanAsync(DeadlineStore.Of, s => new { ids = Ids(s), owner = 0 });

        Assert.Matches(@"Index Cond: \(\(owner = .* AND \(owner_id = ", plan);
        AssertNoJoinOfAll(plan);
    }

    private static void AssertNoJoinOfAll(string plan)
    {
        Assert.DoesNotContain("Merge", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Hash Join", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Hash Semi Join", plan, StringComparison.Ordinal);
    }

    private static object Ids(Session s) =>
        s.Ids(Enumerable.Range(0, 300).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())));

    /// <summary>Of a server that has taken in 3,000 notices, and never looked at its tables since.</summary>
    private static async Task<string> PlanAsync(Func<Session, string> sql, Func<Session, object> args)
    {
        await using var server = await TestServer.StartAsync();
        await server.PlatformAsync("plan.example");
        var claimant = await server.ClaimantAsync();
        (await claimant.SendBatchAsync(Bodies.Lines(Enumerable.Range(0, 3000).Select(i =>
            Sample.Notice(string.Create(CultureInfo.InvariantCulture, $"https://plan.example/{i}")))))).Must(202);
        await using var database = DatabaseFactory.Create(server.Store.Options);
        return string.Join(
            '\n', await database.WriteAsync(s => s.QueryAsync<string>("EXPLAIN " + sql(s), args(s))));
    }
}
