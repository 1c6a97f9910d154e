using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Escalations as the origin of a case; each is in one case.</summary>
internal sealed class EscalationOrigin(Database database) : ICaseOrigin
{
    private const string Taken = "SELECT escalation_id FROM case_escalations WHERE case_id = @caseId ORDER BY 1";

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid PlatformId { get; init; }
        public string Function { get; init; } = "";
    }

    private sealed record Link(Guid EscalationId, Guid CaseId);

    private static readonly Table<Link> Table = new("case_escalations",
    [
        new("escalation_id", ColumnType.Id, l => l.EscalationId, Key: true),
        new("case_id", ColumnType.Id, l => l.CaseId),
    ]);

    public string Field => "escalations";

    public async Task<IReadOnlyList<Guid>> TakeAsync(
        Session s, RegistrySnapshot registry, Caller caller, Guid caseId, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        var rows = await s.QueryAsync<Row>(
            $"""
            SELECT id, platform_id, function FROM escalations WHERE id IN {s.In("ids")} ORDER BY id
            {database.Dialect.ForUpdate}
            """, new { ids = s.Ids(ids) });
        var functions = registry.Regulators[caller.Id].FunctionList;
        List<Link> links = [.. rows
            .Where(r => registry.HasJurisdiction(caller.Id, r.PlatformId) && functions.Contains(r.Function))
            .Select(r => new Link(r.Id, caseId))];
        var inserted = links.Count == 0 ? [] : await s.InsertNewAsync(Table, links);
        return [.. links.Where((_, i) => inserted[i]).Select(l => l.EscalationId)];
    }

    public Task<IReadOnlyList<Guid>> OfAsync(Session s, Guid caseId) => s.QueryAsync<Guid>(Taken, new { caseId });
}
