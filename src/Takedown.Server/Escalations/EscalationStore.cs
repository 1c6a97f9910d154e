using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// Escalated breaches. Each notice and each account action is escalated at most once, enforced by unique keys.
/// </summary>
internal sealed class EscalationStore(Database database)
{
    private const int MostCounted = 5000;

    public static Task AddAsync(Session s, IReadOnlyList<EscalationRow> escalations) =>
        s.InsertAsync(EscalationRow.Table, escalations, "DO NOTHING");

    private static readonly string Resolve =
        $"UPDATE escalations SET status = {EscalationStatus.Resolved:D}, resolved_at = @now "
            + $"WHERE status = {EscalationStatus.Open:D} AND ";

    /// <summary>Resolves the escalations of notices that the platform answered late or the claimant withdrew.</summary>
    public static async Task ResolveAsync(Session s, IReadOnlyList<Guid> noticeIds, DateTimeOffset now)
    {
        if (noticeIds.Count > 0)
            await s.ExecuteAsync($"{Resolve} notice_id IN {s.In("ids")}", new { now, ids = s.Ids(noticeIds) });
    }

    public static async Task ResolveActionsAsync(Session s, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        if (ids.Count > 0)
            await s.ExecuteAsync($"{Resolve} account_action_id IN {s.In("ids")}", new { now, ids = s.Ids(ids) });
    }

    private const string Columns =
        "id, notice_id, account_action_id, platform_id, region, function, regulator_id, deadline, due, at, "
            + "status, resolved_at, claimant_region, accused_region, routing";

    /// <summary>Escalations that the reader sees, whose function it has; newest last.</summary>
    public Task<IReadOnlyList<EscalationView>> ListAsync(EscalationFilter f, Guid after, int take) =>
        database.ReportAsync(async s =>
        {
            var seen = await NamedAsync(s, f);
            if (seen.Functions is []) return [];
            var rows = await s.QueryAsync<EscalationRow>(
                $"SELECT {Columns} FROM escalations WHERE id IN ({EscalationPage.Ids(s, seen)}) ORDER BY id",
                EscalationPage.Args(s, seen, after, take));
            return await EscalationSubjects.AddAsync(s, [.. rows.Select(r => r.View)]);
        });

    /// <summary>The functions of a reader that sees all, named one by one.</summary>
    private static async Task<EscalationFilter> NamedAsync(Session s, EscalationFilter f) => !f.SeesAll ? f
        : f with { Functions = await s.QueryAsync<string>($"SELECT value FROM {EscalationPage.Functions} f") };

    /// <summary>
    /// Where the first of the queue come from: their number by platform. A count of all would read them all.
    /// </summary>
    public Task<IReadOnlyList<EscalationCount>> CountAsync(EscalationFilter f) =>
        database.ReportAsync<IReadOnlyList<EscalationCount>>(async s =>
        {
            var seen = await NamedAsync(s, f);
            if (seen.Functions is []) return [];
            var counts = await s.QueryAsync<EscalationCount>(
                "SELECT platform_id, COUNT(*) AS count FROM escalations "
                    + $"WHERE id IN ({EscalationPage.Ids(s, seen)}) GROUP BY platform_id "
                    + "ORDER BY count DESC, platform_id",
                EscalationPage.Args(s, seen, Guid.Empty, MostCounted));
            var names = await OrganisationNames.OfAsync(s, counts.Select(c => c.PlatformId));
            return [.. counts.Select(c => c with { PlatformName = names.GetValueOrDefault(c.PlatformId) })];
        });

    private const string One = $"SELECT {Columns} FROM escalations WHERE id = @id";

    public Task<EscalationView?> FindAsync(Guid id) =>
        database.ReadAsync(async s => await s.FirstAsync<EscalationRow>(One, new { id }) is { } found
            ? (await EscalationSubjects.AddAsync(s, [found.View]))[0] : null);
}
