using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.CounterNotices;

/// <summary>What the accused says against a measure (反通知), and the links by which it says so itself.</summary>
internal static class CounterNoticesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/counter-notices").WithTags("Counter-notices");

        group.MapPost("", FileCounterNotice.ByPlatformAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("fileCounterNotice", "File a counter-notice of your user against measures",
                "About notices to you. Each has its own result. What follows is the rule of its policy: the claimant "
                + "has a time to prove a proceeding, the measure ends at once, or you decide. If nothing could be "
                + "applied, the answer is the reason.")
            .Accepts<CounterNoticeInput>("application/json").Answers<CounterNoticeView>(201).Fails(400, 404, 409);

        routes.MapPost("/v1/counter-notices/with-links", FileCounterNotice.ByAccusedAsync).AllowAnonymous()
            .Limited(LimitKind.PublicRecord).WithTags("Counter-notices")
            .Describe("fileOwnCounterNotice", "File your own counter-notice with the links that platforms gave you",
                "Without an account, by the codes of one-time links. One counter-notice may cover the same work on "
                + "several platforms. Each notice has its own result.")
            .Accepts<CounterNoticeInput>("application/json").Answers<CounterNoticeView>(201).Fails(400, 404, 409, 429);

        group.MapGet("", ListAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCounterNotices", "List counter-notices, oldest first",
                "Those against your notices, those about your users, or those of your region and functions. With "
                + "notice, those about one notice.")
            .Paged().Reads("notice").Answers<Page<CounterNoticeView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getCounterNotice", "Read a counter-notice",
                "A claimant sees of the accused what the regime requires of a counter-notice.")
            .Answers<CounterNoticeView>().Fails(404);

        routes.MapPost("/v1/notices/{id:guid}/counter-notice-links", CounterNoticeLinks.HandleAsync)
            .WithTags("Counter-notices").For(Platform).Scope(KeyScope.Respond)
            .Describe("makeCounterNoticeLink", "Make a one-time link on which the accused files a counter-notice",
                "For a notice with a measure. Shown once; the first counter-notice uses it up.")
            .Accepts<CounterNoticeLinkInput>("application/json").Answers<CounterNoticeLink>(201).Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<CounterNoticeView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, CounterNoticeStore store, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, notice) = (query.Limit, query.AfterId, query.Id("notice"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var views = await database.ReadAsync(s => CounterNoticeReading.ListAsync(
            s, registry, store, http.Caller(), notice, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of(
            views, limit, v => $"{v.Id}", v => PageBytes.Around + PageBytes.Length(v.Explanation)));
    }

    private static async Task<Results<Ok<CounterNoticeView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, CounterNoticeStore store, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var view = await database.ReadAsync(s => CounterNoticeReading.FindAsync(s, registry, store, http.Caller(), id));
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
