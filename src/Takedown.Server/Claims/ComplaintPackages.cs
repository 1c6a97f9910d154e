using Takedown.Contracts;
using Takedown.Core.Complaints;
using Takedown.Core.Deadlines;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Claims;

/// <summary>
/// The material of an administrative complaint (G05): for the claimant of the notice, and for the regulators who are
/// responsible for it.
/// </summary>
internal static class ComplaintPackages
{
    private const string ZipType = "application/zip";

    private static readonly string[] OwnershipKinds =
        ["ownership", "registration", "contract", "authorisation", "power-of-attorney", "manuscript"];

    public static async Task<IResult> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore organisations, RegistryCache registryCache,
        AuditLog audit, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var caller = http.Caller();
        var now = time.GetUtcNow();
        var package = await database.ReadAsync(async s =>
            await NoticeStore.FindAsync(s, id) is { } notice && (notice.ClaimantId == caller.Id
                || (caller.Kind is Regulator
                    && registry.Covers(caller.Id, notice.PlatformId, notice.Regime, notice.Function)))
                ? await OfAsync(s, notice, registry, organisations, now) : null);
        if (package is null) return Problems.NotFound(http);
        // The application names people and how to reach them.
        if (caller.Kind is Regulator) await audit.RecordAsync(http.Act("notice-complaint.export", id));
        return http.Request.GetTypedHeaders().Accept.Any(
            a => a.MediaType.Equals(ZipType, StringComparison.OrdinalIgnoreCase))
                ? TypedResults.File(ComplaintFiles.Zip(package), ZipType, $"complaint-{id}.zip")
                : TypedResults.Ok(package);
    }

    private static async Task<ComplaintPackage> OfAsync(
        Session s, NoticeRow notice, RegistrySnapshot registry, OrganisationStore organisations, DateTimeOffset now)
    {
        var content = await NoticeStore.ContentAsync(s, notice.Id);
        var claimant = PartyOf((await organisations.FindBareAsync(s, notice.ClaimantId))!);
        var platform = registry.Platforms[notice.PlatformId];
        var body = registry.ResponsibleFor(notice.PlatformId, notice.Regime, notice.Function);
        var names = await OrganisationNames.OfAsync(s, [body]);
        var silence = Certify(notice, Timeline.Of(notice, await EventStore.ByIdsAsync(s, notice.EventIds)), now);
        var evidence = content.Evidence ?? [];
        List<Contracts.Evidence> ownership = [.. evidence.Where(e => OwnershipKinds.Contains(e.Kind))];
        var package = new ComplaintPackage
        {
            Application = new()
            {
                Applicant = claimant,
                RightsHolder = content.RightsHolder is { Name: { } holder } && holder != claimant.Name
                    ? content.RightsHolder : null,
                Respondent = new() { Name = platform.Name, Address = platform.Address, Country = platform.Country },
                BodyId = body,
                BodyName = names.GetValueOrDefault(body),
                Date = now,
                NoticeAt = notice.AcceptedAt,
                Target = notice.Target,
                Work = content.Work,
                Facts = ComplaintText.Facts(notice.AcceptedAt, platform.Name, notice.Target, content.Work, silence),
            },
            Ownership = new() { RegistrationNo = content.Work?.RegistrationNo, Evidence = ownership },
            Evidence = [.. evidence.Except(ownership)],
            // Without the claimant's own data, which are nobody else's business.
            Notice = notice.View(content) with { Metadata = null },
            Silence = silence,
            ToAttach = [.. Missing(claimant, content, ownership)],
            Files = [],
        };
        return package with { Files = ComplaintFiles.Listed(ComplaintFiles.Of(package)) };
    }

    private static SilenceCertificate Certify(
        NoticeRow notice, IReadOnlyList<TimelineEntry> timeline, DateTimeOffset now)
    {
        // The due time decides, not the sweep.
        var overdue = notice.Status.Deadlines.Find(DeadlineKind.Act)?.IsOverdue(now) is true;
        var act = overdue ? SlaStatus.Breached : notice.ActSla;
        return new()
        {
            NoticeId = notice.Id,
            Finding = Silence.Of(notice.DeliveredAt is not null, notice.State, act),
            DeliveredAt = notice.DeliveredAt,
            MadeAvailable = notice.Offered,
            ActDue = notice.ActDue,
            Act = act,
            AnsweredAt = notice.AnsweredAt,
            At = now,
            Timeline = timeline,
        };
    }

    private static IEnumerable<string> Missing(Party claimant, NoticeInput content, List<Contracts.Evidence> ownership)
    {
        yield return "identity-document";
        yield return "signature";
        if (claimant.Address is null) yield return "address";
        if (content.Work?.RegistrationNo is null && ownership.Count == 0) yield return "ownership-proof";
        if (content.RightsHolder is { Name: { } holder } && holder != claimant.Name
            && !ownership.Exists(e => e.Kind == "power-of-attorney")) yield return "power-of-attorney";
    }

    private static Party PartyOf(Organisation organisation) => new()
    {
        Name = organisation.Name,
        Email = organisation.Email,
        Phone = organisation.Phone,
        Address = organisation.Address,
        Country = organisation.Country,
    };
}
