using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary><c>POST /v1/accountability/appeals</c>.</summary>
internal sealed class FileAppeal(
    StoredAnswers answers, RegistryCache registryCache, OrganisationStore organisations, AuditLog audit, Ids ids,
    TimeProvider time)
{
    private const int MaxText = 4000;

    public static async Task<Results<Created<ScoreAppealView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, FileAppeal appeal)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ScoreAppealInput);
        if (problem is not null) return problem;
        var faults = FaultsOf(input!, http.Caller().Kind);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await appeal.RunAsync(http, input!);
        return problem is not null ? problem
            : TypedResults.Created($"/v1/accountability/appeals/{view!.Id}", view);
    }

    private static List<InputFault> FaultsOf(ScoreAppealInput input, OrganisationKind kind)
    {
        List<InputFault> faults = [];
        var parts = ScoreParts.Of(kind);
        if (input.Part is { } part && !parts.Contains(part))
            faults.Add("/part", "value.unknown", part.Word(), string.Join(", ", parts.Select(Kebab.Word)));
        if (input.Notices is { Count: 0 } || (input.Notices is null && input.Part is null))
            faults.Add("/notices", "field.required");
        faults.CheckIds(input.Notices, BehindScores.MaxRows, "/notices");
        faults.CheckText(input.Text, MaxText, "/text");
        return faults;
    }

    private async Task<(ScoreAppealView?, ProblemHttpResult?)> RunAsync(HttpContext http, ScoreAppealInput input)
    {
        var (caller, act) = (http.Caller(), http.Act("score-appeal.file", http.Caller().Id));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await answers.OnceAsync(http, TakedownJson.Default.ScoreAppealView, async s =>
        {
            // Two appeals at once about one notice would both see none.
            await s.LockAsync($"score-appeals {caller.Id}");
            var (behind, problem) = await BehindAsync(s, http, caller, input);
            if (problem is not null) return (null, problem);
            if (await PlaceAsync(s, registry, caller) is not { } place)
            {
                // The regulators of a platform decide, so it has to be one.
                place = registry.Platforms[behind[0].Notice.PlatformId].Region;
                if (behind.Any(b => b.Notice.PlatformId != behind[0].Notice.PlatformId))
                {
                    if (input.Notices is not null) return (null, Problems.Conflict(http, "appeal.one-platform"));
                    behind = [.. behind.Where(b => b.Notice.PlatformId == behind[0].Notice.PlatformId)];
                }
            }
            var row = new AppealRow
            {
                Id = ids.Next(),
                OrganisationId = caller.Id,
                Kind = caller.Kind,
                Region = place,
                Function = registry.FunctionOf(behind[0].Notice.Regime, behind[0].Notice.Function),
                Part = input.Part,
                Text = input.Text!.Trim(),
                FiledAt = time.GetUtcNow(),
                Person = caller.PersonName,
            };
            await s.InsertAsync(AppealRow.Table, [row]);
            await s.InsertAsync(AppealNotice.Table, [.. behind.Select(b => new AppealNotice
            {
                OrganisationId = caller.Id,
                Part = b.Part,
                NoticeId = b.Notice.Id,
                AppealId = row.Id,
                PlatformId = b.Notice.PlatformId,
                CountedAt = b.At,
            })]);
            var view = await AppealStore.ViewAsync(s, row);
            await audit.AddAsync(s, act, null, AppealStore.Recorded(view), TakedownJson.Default.ScoreAppealView);
            return (view, null);
        });
    }

    /// <summary>The notices that the appeal is about and that nothing was appealed about yet.</summary>
    private static async Task<(IReadOnlyList<Behind> Found, ProblemHttpResult? Problem)> BehindAsync(
        Session s, HttpContext http, Caller caller, ScoreAppealInput input)
    {
        IReadOnlyList<ScorePart> parts = input.Part is { } one ? [one] : ScoreParts.Of(caller.Kind);
        var found = input.Notices is { } named
            ? await BehindScores.FindAsync(s, caller.Kind, caller.Id, parts, named)
            : (await BehindScores.PageAsync(
                s, caller.Kind, caller.Id, input.Part!.Value, ScoreCursor.Start, BehindScores.MaxRows)).Found;
        List<InputFault> faults = [.. (input.Notices ?? []).Select((id, i) => (id, i))
            .Where(n => !found.Any(b => b.Notice.Id == n.id)).Select(n => new InputFault(
                string.Create(CultureInfo.InvariantCulture, $"/notices/{n.i}"), "appeal.not-in-score"))];
        if (faults.Count > 0) return ([], Problems.Invalid(http, faults));
        if (found.Count == 0) return ([], Problems.Conflict(http, "appeal.nothing"));
        var fresh = new List<Behind>();
        foreach (var part in found.GroupBy(b => b.Part))
        {
            var known = await AppealStore.OfNoticesAsync(s, caller.Id, part.Key, [.. part.Select(b => b.Notice.Id)]);
            fresh.AddRange(part.Where(b => !known.ContainsKey(b.Notice.Id)));
        }
        // Of a whole part, those of earlier appeals are left out; what is named has to be new.
        var isRepeated = input.Notices is null ? fresh.Count == 0 : fresh.Count < found.Count;
        return isRepeated ? ([], Problems.Conflict(http, "appeal.repeated")) : (fresh, null);
    }

    /// <summary>Its region; null where no regulator is responsible for it, such as abroad.</summary>
    private async Task<string?> PlaceAsync(Session s, RegistrySnapshot registry, Caller caller)
    {
        var own = registry.RegionOf(caller.Id) ?? (await organisations.FindAsync(s, caller.Id))?.Region;
        return registry.Regulators.Values.Any(r => r.Holds(own)) ? own : null;
    }
}
