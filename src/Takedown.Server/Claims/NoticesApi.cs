using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Claims;

internal static class NoticesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices");

        group.MapGet("", ListAsync).For(Claimant, Operator).Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("listNotices", "List your notices, oldest first; the operator lists all notices",
                "A page may be short or empty if few notices match the filter. Continue until next is null.")
            .Paged().Reads("state", "platform", "batch", "delivery").Answers<Page<NoticeView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Claimant, Platform, Regulator, Operator)
            .Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("getNotice", "Read a notice",
                "Available to its claimant, its platform, the operator, and a regulator of the platform's region whose "
                + "functions include that of the notice's regime. Reads of regulators and of the operator are audited.")
            .Answers<NoticeView>().Fails(404);

        group.MapGet("/{id:guid}/timeline", TimelineAsync).For(Claimant, Platform, Regulator, Operator)
            .Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("getTimeline", "Read the history of a notice, oldest first")
            .Answers<Page<TimelineEntry>>().Fails(404);

        group.MapPost("/{id:guid}/withdrawal", WithdrawNotice.HandleAsync).For(Claimant).Scope(KeyScope.Send)
            .WithTags("Claimant")
            .Describe("withdrawNotice", "Withdraw a notice",
                "Before the platform has acted, the notice ends. Afterwards the platform must restore the content, "
                + "and the strike is void.")
            .Accepts<Withdrawal>("application/json").Answers<NoticeView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/supplement", SupplementNotice.HandleAsync).For(Claimant).Scope(KeyScope.Send)
            .WithTags("Claimant")
            .Describe("supplementNotice", "Answer a request for information; the paused act deadline resumes")
            .Accepts<Supplement>("application/json").Answers<NoticeView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<NoticeView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, NoticeList list)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        var filter = new NoticeFilter(
            http.Caller() is { Kind: Claimant, Id: var id } ? id : null,
            query.Id("batch"),
            query.Id("platform"),
            query.Word<NoticeState>("state"),
            query.OneOf("delivery", "pending", "failed", "offered", "delivered"));
        return query.Faults.Count > 0
            ? Problems.Invalid(http, query.Faults)
            : TypedResults.Ok(await list.PageAsync(filter, after, limit));
    }

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var view = await database.ReadAsync(async s =>
            await NoticeStore.FindAsync(s, id) is { } notice && MayRead(http.Caller(), notice, registry)
                ? notice.View(await NoticeStore.ContentAsync(s, id))
                : null);
        if (view is null) return Problems.NotFound(http);
        // The content holds the contacts of people who are not the reader's own.
        if (http.Caller().Kind is Regulator or Operator) await audit.RecordAsync(http.Act("notice.read", id));
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<Page<TimelineEntry>>, ProblemHttpResult>> TimelineAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var entries = await database.ReadAsync(async s =>
            await NoticeStore.FindAsync(s, id) is { } notice && MayRead(http.Caller(), notice, registry)
                ? Timeline.Of(notice, await EventStore.ByIdsAsync(s, notice.EventIds))
                : null);
        return entries is null ? Problems.NotFound(http) : TypedResults.Ok(new Page<TimelineEntry>(entries, null));
    }

    private static bool MayRead(Caller caller, NoticeRow notice, RegistrySnapshot registry) => caller.Kind switch
    {
        Operator => true,
        Claimant => notice.ClaimantId == caller.Id,
        Platform => notice.PlatformId == caller.Id && notice.DeliveredAt is not null,
        Regulator => registry.Covers(caller.Id, notice.PlatformId, notice.Regime),
    };
}
