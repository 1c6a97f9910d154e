using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Auditing;

/// <summary>The audit trail over HTTP.</summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/audit", ListAsync).WithTags("Registry").For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read)
            .Describe("readAudit", "Read the audit trail, oldest first",
                "The operator reads all acts; others read the acts of their own people and keys. Entries are never "
                + "changed or deleted, and their numbers have no gaps. Contacts and secrets are not recorded. next is "
                + "the cursor for the next request, also if there are no further entries yet.")
            .Paged().Reads("organisation", "person", "act", "object", "from", "to")
            .Answers<Page<AuditEntry>>().Fails(400, 410);

    private static async Task<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>> ListAsync(
        HttpContext http, AuditStore store)
    {
        var caller = http.Caller();
        var query = new Query(http);
        var limit = query.Limit;
        var filter = new AuditFilter(
            query.Id("organisation"), query.Id("person"), query.Text("act"), query.Text("object"), query.Day("from"),
            query.Day("to"));
        List<InputFault> faults = [.. query.Faults];
        if (!AuditCursor.TryParse(query.Text("after"), out var after)) faults.Add(new("?after", "cursor.invalid"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (caller.Kind is not Operator)
        {
            if (filter.Organisation is { } other && other != caller.Id) return Problems.NotFound(http);
            filter = filter with { Organisation = caller.Id };
        }
        var page = await store.ListAsync(filter, after, limit);
        return page.ResumeAfter is { } resume ? Problems.HistoryChanged(http, resume.ToString())
            : TypedResults.Ok(new Page<AuditEntry>(page.Entries, page.Next.ToString()));
    }
}
