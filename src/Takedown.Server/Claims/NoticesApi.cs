using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Targets;
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

        group.MapGet("", ListAsync).For(Claimant, Regulator, Operator).Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("listNotices",
                "List notices, oldest first: your own, a regulator those of its region and functions, the operator all",
                "A page may be short or empty if few notices match the filter. Continue until next is null. Contents "
                + "and contacts are only in the answer about one notice. A regulator also lists by the region of the "
                + "claimant or of the accused.")
            .Paged().Reads("state", "platform", "batch", "delivery", "clientRef", "url", "account", "noticesBy")
            .Answers<Page<NoticeView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Claimant, Platform, Regulator, Operator)
            .Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("getNotice", "Read a notice",
                "Available to its claimant, its platform, the operator, and a regulator of the platform's region whose "
                + "functions include that of the notice, or that sent it. A regulator of the claimant's or the "
                + "accused's region with the function reads it too, the latter without the claimant's contacts. "
                + "Reads of regulators and of the operator are audited.")
            .Answers<NoticeView>().Fails(404);

        group.MapGet("/{id:guid}/timeline", TimelineAsync).For(Claimant, Platform, Regulator, Operator)
            .Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("getTimeline", "Read the history of a notice, oldest first")
            .Answers<Page<TimelineEntry>>().Fails(404);

        group.MapGet("/{id:guid}/complaint", ComplaintPackages.HandleAsync).For(Claimant, Regulator)
            .Scope(KeyScope.Read).WithTags("Claimant")
            .Describe("getComplaint", "Get the material of an administrative complaint about a notice",
                "The application with names, addresses and facts, proof of ownership, evidence, the notice as sent and "
                + "what the platform did by the timeline. For the claimant and the responsible regulators, whose reads "
                + "are audited. With Accept: application/zip the same as files with a manifest and their digests.")
            .Answers<ComplaintPackage>().Fails(404);

        group.MapPost("/{id:guid}/withdrawal", WithdrawNotice.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .WithTags("Claimant")
            .Describe("withdrawNotice", "Withdraw a notice",
                "Before the platform has acted, the notice ends. Afterwards the platform must restore the content, "
                + "and the strike is void.")
            .Accepts<Withdrawal>("application/json").Answers<NoticeView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/supplement", SupplementNotice.HandleAsync).For(Claimant, Regulator)
            .Scope(KeyScope.Send).WithTags("Claimant")
            .Describe("supplementNotice", "Answer a request for information; the paused act deadline resumes",
                "It answers and never changes the target: a notice with another target is sent with supersedes.")
            .Accepts<Supplement>("application/json").Answers<NoticeView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/completion", CompleteNotice.HandleAsync).For(Claimant, Regulator)
            .Scope(KeyScope.Send).WithTags("Claimant")
            .Describe("completeNotice", "Complete a notice that lacked something",
                "With all that it lacks (deficiency.missing) and nothing else. A deficient notice is sent then; it has "
                + "until deadlines.completion, no effect before, and its deadlines start at its delivery. A notice "
                + "that was sent with what it lacked has until deficiency.completeBy; its platform gets a supplement, "
                + "and its deadlines run on.")
            .Accepts<Completion>("application/json").Answers<NoticeView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<NoticeView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, NoticeList list, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, url) = (query.Limit, query.AfterId, query.Text("url"));
        CanonicalUrl? target = null;
        var fault = url is null ? UrlFault.None : CanonicalUrl.Parse(url, out target, allowAddress: true);
        var filter = new NoticeFilter(
            http.Caller() is { Kind: Claimant, Id: var id } ? id : null,
            query.Id("batch"),
            query.Id("platform"),
            query.Word<NoticeState>("state"),
            query.OneOf("delivery", "pending", "failed", "offered", "delivered"))
        {
            ClientRef = query.Text("clientRef"),
            Target = target?.Identity,
            Account = AccountText.Of(query.Text("account")),
        };
        var by = query.OneOf("by", "platform", "claimant", "accused");
        List<InputFault> faults = [.. query.Faults];
        if (fault is not UrlFault.None) faults.Add(new("?url", fault.Code()));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (http.Caller() is { Kind: Regulator, Id: var reader })
            filter = InRegion(filter, reader, by, await registryCache.CurrentAsync(http.RequestAborted));
        return TypedResults.Ok(await list.PageAsync(filter, after, limit));
    }

    private static NoticeFilter InRegion(NoticeFilter filter, Guid reader, string? by, RegistrySnapshot registry)
    {
        var body = registry.Regulators[reader];
        var functions = body.FunctionList;
        var column = by switch
        {
            "claimant" => NoticeRegions.Claimant,
            "accused" => NoticeRegions.Accused,
            _ => null,
        };
        return filter with
        {
            Reader = reader,
            Region = column is null ? registry.PlatformsOf(reader) : null,
            RegionColumn = column,
            Places = body.Places,
            Functions = functions,
            Regimes = [.. registry.Regimes.Values.Where(r => functions.Contains(r.Function)).Select(r => r.Code)],
        };
    }

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var view = await database.ReadAsync(async s =>
        {
            if (await NoticeStore.FindAsync(s, id) is not { } notice
                || !NoticeReader.MayRead(http.Caller(), notice, registry)) return null;
            var own = notice.ClaimantId == http.Caller().Id ? await NoticeStore.WithOwnDataAsync(s, notice) : notice;
            var content = await NoticeStore.ContentAsync(s, id);
            var shown = own.View(content) with
            {
                Evidence = await NoticeEvidence.OfAsync(s, notice, content),
                Confirmation = await ConfirmationHolds.ViewAsync(s, id),
                ReuploadOf = own.ReuploadFor(http.Caller().Kind),
                OtherClaimants = http.Caller().Kind is not Platform ? null
                    : (await OtherClaims.CountAsync(s, notice.PlatformId, [notice])).Values.FirstOrDefault()
                        is > 0 and var others ? others : null,
                BlacklistedUntil = http.Caller().Kind is Claimant
                    || (notice.Account ?? content.Target?.Account)?.Id is not { } account ? null
                    : (await BlacklistedAccounts.OfAsync(s, notice.PlatformId, [account], time.GetUtcNow())).Values
                        .Cast<DateTimeOffset?>().FirstOrDefault(),
            };
            shown = await NoticeLineage.AddAsync(s, notice, shown, registry, time.GetUtcNow(), http);
            return await NamedAsync(
                s, NoticeReader.HidesContacts(http.Caller(), notice, registry) ? shown.WithoutContacts() : shown,
                http.Caller().Kind);
        });
        if (view is null) return Problems.NotFound(http);
        // The content holds the contacts of people who are not the reader's own.
        if (http.Caller().Kind is Regulator or Operator) await audit.RecordAsync(http.Act("notice.read", id));
        return TypedResults.Ok(view);
    }

    private static async Task<NoticeView> NamedAsync(Session s, NoticeView view, OrganisationKind reader)
    {
        var names = await OrganisationNames.OfAsync(s, [view.ClaimantId, view.PlatformId]);
        return view with
        {
            ClaimantRegion = reader is Platform ? null : view.ClaimantRegion,
            ClaimantName = reader is Platform ? null : names.GetValueOrDefault(view.ClaimantId),
            PlatformName = names.GetValueOrDefault(view.PlatformId),
        };
    }

    private static async Task<Results<Ok<Page<TimelineEntry>>, ProblemHttpResult>> TimelineAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var entries = await database.ReadAsync(async s =>
            await NoticeStore.FindAsync(s, id) is { } notice && NoticeReader.MayRead(http.Caller(), notice, registry)
                ? Timeline.Of(notice, await EventStore.ByIdsAsync(s, notice.EventIds))
                : null);
        return entries is null ? Problems.NotFound(http) : TypedResults.Ok(new Page<TimelineEntry>(entries, null));
    }
}
