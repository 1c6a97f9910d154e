using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>A case may be opened from leads, which accepts those that still wait.</summary>
internal sealed class LeadOrigin(Database database, Ids numbers) : ICaseOrigin
{
    private const string InCase = "SELECT id FROM leads WHERE case_id = @caseId ORDER BY id";

    public string Field => "leads";

    public async Task<IReadOnlyList<Guid>> TakeAsync(
        Session s, RegistrySnapshot registry, Caller caller, Guid caseId, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        List<LeadRow> free = [.. (await LeadStore.LockAsync(s, ids, database.Dialect.ForUpdate)).Where(l =>
            l.CaseId is null && l.Status is (LeadStatus.Received or LeadStatus.Accepted)
            && registry.Reads(caller.Id, l.BodyId, l.Region, l.Function))];
        await s.UpdateAsync(LeadRow.Table, [.. free.Select(l => l with
        {
            CaseId = caseId,
            Status = LeadStatus.Accepted,
            DecidedAt = l.DecidedAt ?? now,
            AcceptedAt = l.AcceptedAt ?? now,
            AcceptedBy = l.AcceptedBy ?? caller.Id,
        })]);
        foreach (var lead in free) await BodyDeadlines.StopAsync(s, DeadlineOwner.Lead, lead.Id, now);
        await s.InsertAsync(ActRow.Table, [.. free.Select(l => new ActRow
        {
            Id = numbers.Next(),
            Subject = ActSubject.Lead,
            SubjectId = l.Id,
            At = now,
            Act = "case-opened",
            OrganisationId = caller.Id,
            PersonId = caller.PersonId,
            Person = caller.PersonName,
            Details = new JsonObject { ["caseId"] = caseId }.ToJsonString(),
        })]);
        return [.. free.Select(l => l.Id)];
    }

    public Task<IReadOnlyList<Guid>> OfAsync(Session s, Guid caseId) => s.QueryAsync<Guid>(InCase, new { caseId });
}
