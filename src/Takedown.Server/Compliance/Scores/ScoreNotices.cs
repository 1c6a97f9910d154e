using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Scores;

/// <summary>The notices behind a part of a score.</summary>
internal static class ScoreNotices
{
    public static async Task<Results<Ok<Page<ScoreNotice>>, ProblemHttpResult>> ClaimantAsync(
        Guid id, HttpContext http, Database database, OrganisationStore organisations, RegistryCache registryCache)
    {
        var (caller, query) = (http.Caller(), new Query(http));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var part = query.Word<ScorePart>("part") ?? ScorePart.Refused;
        var (limit, isDuplicates) = (Math.Min(query.Limit, BehindScores.MaxRows), part is ScorePart.Duplicate);
        var item = isDuplicates ? DuplicateItems.Read(query.Text("after")) : DuplicateItems.Start;
        var before = isDuplicates ? ScoreCursor.Start : ScoreCursor.Start with { Id = query.BeforeId };
        List<InputFault> faults = [.. query.Faults];
        if (item is null) faults.Add("?after", "cursor.invalid");
        CheckPart(faults, part, Claimant);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var page = await database.ReadAsync(async s =>
            await ScoreAccess.ClaimantAsync(s, organisations, registry, caller, id) is null ? null
                // Batches belong to no platform: a regulator sees only their number.
                : isDuplicates && caller.Kind is Regulator ? new([], null)
                : isDuplicates ? await DuplicateItems.PageAsync(s, id, item!, limit)
                : await ReadAsync(s, registry, caller, Claimant, id, part, before, limit));
        return page is null ? Problems.NotFound(http) : TypedResults.Ok(page);
    }

    public static async Task<Results<Ok<Page<ScoreNotice>>, ProblemHttpResult>> PlatformAsync(
        Guid id, HttpContext http, Database database, Projector projector, RegistryCache registryCache)
    {
        var (caller, query) = (http.Caller(), new Query(http));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (limit, seq) = (Math.Min(query.Limit, BehindScores.MaxRows), query.After);
        var part = query.Word<ScorePart>("part") ?? ScorePart.Late;
        List<InputFault> faults = [.. query.Faults];
        CheckPart(faults, part, Platform);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (!registry.HasJurisdiction(caller.Id, id)) return Problems.NotFound(http);
        var before = seq == 0 ? ScoreCursor.Start : ScoreCursor.Start with { Seq = seq };
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        return TypedResults.Ok(await database.ReadAsync(
            s => ReadAsync(s, registry, caller, Platform, id, part, before, limit)));
    }

    private static void CheckPart(List<InputFault> faults, ScorePart part, OrganisationKind kind)
    {
        IReadOnlyList<ScorePart> parts = kind is Platform ? ScoreParts.Of(kind)
            : [.. ScoreParts.Of(kind), ScorePart.Duplicate];
        if (!parts.Contains(part))
            faults.Add("?part", "value.unknown", part.Word(), string.Join(", ", parts.Select(Kebab.Word)));
    }

    private static async Task<Page<ScoreNotice>> ReadAsync(
        Session s, RegistrySnapshot registry, Caller caller, OrganisationKind kind, Guid owner, ScorePart part,
        ScoreCursor before, int limit)
    {
        var (all, next) = await BehindScores.PageAsync(s, kind, owner, part, before, limit);
        var found = all.Where(b => registry.Sees(caller, b.Notice)).ToList();
        var appealed = await AppealStore.OfNoticesAsync(s, owner, part, [.. found.Select(b => b.Notice.Id)]);
        return new([.. found.Select(b =>
        {
            var appeal = appealed.GetValueOrDefault(b.Notice.Id);
            return new ScoreNotice
            {
                NoticeId = b.Notice.Id,
                PlatformId = b.Notice.PlatformId,
                At = b.At,
                State = b.Notice.State,
                Reason = b.Notice.View().Reason,
                AppealId = appeal?.AppealId,
                Excluded = appeal is { Excluded: true } ? true : null,
            };
        })], next);
    }
}
