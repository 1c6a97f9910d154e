using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>Scores are those of the notices behind them; appeals, steps and strikes count once.</summary>
internal static class SequelScores
{
    /// <summary>Each figure, with what appeals took out of it, is the number of notices behind it.</summary>
    public static IEnumerable<string> HaveTheirNotices(Observations t)
    {
        foreach (var score in t.Sequels!.Scores)
        {
            foreach (var (part, (figure, excluded)) in score.Figures)
            {
                var behind = score.Behind[part];
                var distinct = behind.DistinctBy(n => (n.NoticeId, n.BatchId, n.Index)).Count();
                if (distinct != behind.Count)
                    yield return $"{score.Owner}: {behind.Count - distinct} are behind {part} twice";
                if (figure + excluded != distinct || behind.Count(n => n.Excluded is true) != excluded) yield return
                    $"{score.Owner}: {part} is {figure} without {excluded}, and {distinct} are behind it, "
                        + $"{behind.Count(n => n.Excluded is true)} of them excluded";
            }
        }
    }

    /// <summary>The notices behind each part are those whose timelines say so.</summary>
    public static IEnumerable<string> MatchTimelines(Observations t)
    {
        var all = t.Sequels!.Each.Concat(t.Quarrels!.Each.Select(e => ($"{e.Road}", e.Notice, e.Line))).ToList();
        foreach (var score in t.Sequels.Scores)
        {
            foreach (var (part, behind) in score.Behind.Where(b => b.Key is not ScorePart.LastMinute))
            {
                IEnumerable<Guid> expected = part is ScorePart.Duplicate
                    ? t.Sequels.Duplicates.Where(d => (d.OfAuthor ? t.Sequels.Cast.AuthorId : t.Sequels.Cast.AgentId)
                        == score.Owner).Select(d => d.Notice)
                    : all.Where(e => (score.IsOfPlatform ? e.Notice.PlatformId : e.Notice.ClaimantId) == score.Owner
                        && Counts(part, e.Notice, e.Line)).Select(e => e.Notice.Id);
                var found = behind.Select(n => n.NoticeId!.Value).Order().ToList();
                var named = expected.Order().ToList();
                if (found.SequenceEqual(named)) continue;
                foreach (var id in found.Except(named)) yield return $"{score.Owner}: {id} is behind {part}";
                foreach (var id in named.Except(found)) yield return $"{score.Owner}: {id} is not behind {part}";
                if (found.Count != named.Count) yield return $"{score.Owner}: {found.Count} of {named.Count} {part}";
            }
        }
    }

    private static bool Counts(ScorePart part, NoticeView notice, IReadOnlyList<TimelineEntry> line) => part switch
    {
        ScorePart.Refused => line.LastOrDefault(e => e.Type is "action-taken" or "rejected")?.Type == "rejected",
        ScorePart.Reversed => line.Any(e => e.Type is "restore-due" or "proceeding-ended" or "withdrawn"
            && e.State is NoticeState.RestoreDue),
        ScorePart.Late => notice.Sla.Status is SlaStatus.Late
            || line.Any(e => e is { Type: "deadline-breached", Deadline: "act" }),
        ScorePart.Overturned => line.Any(e => e is { Type: "action-taken", Corrects: NoticeState.Rejected }),
        _ => false,
    };

    /// <summary>Each appeal was filed and decided once, as it was answered, and told once.</summary>
    public static IEnumerable<string> AreAppealedOnce(Observations t)
    {
        var q = t.Sequels!;
        var listed = q.ListedAppeals.ToLookup(a => a.Id);
        foreach (var told in q.Appeals)
        {
            if (listed[told.Id].ToList() is not [var appeal]
                || appeal.Notices is not [var about] || about.NoticeId != told.Notice || about.Part != told.Part)
            {
                yield return $"appeal {told.Id} about {told.Notice} is listed {listed[told.Id].Count()} times";
                continue;
            }
            if (told.Outcome is { } outcome && appeal.Decision?.Outcome != outcome)
                yield return $"appeal {told.Id} was {outcome} and is {appeal.Decision?.Outcome}";
            if ((about.Excluded is true) != (appeal.Decision?.Outcome is AppealOutcome.Upheld))
                yield return $"appeal {told.Id} is {appeal.Decision?.Outcome}, excluded: {about.Excluded}";
        }
        foreach (var strange in q.ListedAppeals.Select(a => a.Id).Except(q.Appeals.Select(a => a.Id)))
            yield return $"appeal {strange} was never filed";
        foreach (var twice in q.ListedAppeals.SelectMany(a => a.Notices, (a, n) => (a.OrganisationId, n.NoticeId))
            .CountBy(n => n).Where(n => n.Value > 1)) yield return $"{twice.Key} was appealed {twice.Value} times";
        foreach (var (who, feed) in new[] { (q.Cast.AuthorId, q.AuthorFeed), (q.Cast.HostId, q.HostFeed) })
        {
            var decided = q.ListedAppeals.Count(a => a.OrganisationId == who && a.Decision is not null);
            var heard = feed.Count(e => e.Type == "score-appeal-decided");
            if (decided != heard) yield return $"{who} was told of {heard} decisions, and there are {decided}";
        }
    }

    /// <summary>Each step against a sender was taken and told once, in order; the last ones are in force.</summary>
    public static IEnumerable<string> AreTakenOnce(Observations t)
    {
        var q = t.Sequels!;
        var listed = q.ListedSteps.Select(s => s.Change).ToList();
        if (!listed.SequenceEqual(q.Steps))
            yield return $"steps: {string.Join(", ", listed)}; acknowledged: {string.Join(", ", q.Steps)}";
        var heard = q.SuspectFeed.Where(e => e.Type.StartsWith("sender-", StringComparison.Ordinal))
            .Select(e => e.Type).ToList();
        if (!heard.SequenceEqual(listed.Select(s => $"sender-{$"{s}".ToLowerInvariant()}")))
            yield return $"steps: {string.Join(", ", listed)}; told: {string.Join(", ", heard)}";
        var since = listed.LastIndexOf(StandingChangeKind.Lifted) + 1;
        var force = listed.Skip(since).ToList();
        if ((q.Standing?.Warning is not null, q.Standing?.Lowered is not null)
            != (force.Contains(StandingChangeKind.Warned), force.Contains(StandingChangeKind.Lowered)))
            yield return $"in force should be {string.Join(", ", force)}";
    }

    /// <summary>
    /// An upheld appeal lifts its measure and voids its strike once: the next strike is the first again, and one more
    /// is the second. A dismissed one changes nothing.
    /// </summary>
    public static IEnumerable<string> AreVoidedOnce(Observations t)
    {
        var q = t.Sequels!;
        var actions = q.AccountActions.ToLookup(a => a.Account.Id);
        var appeals = q.AccountAppeals.ToLookup(a => a.ActionId);
        foreach (var story in q.Accounts)
        {
            var isUpheld = story.Outcome is AppealOutcome.Upheld;
            if (appeals[story.Action].ToList() is not [{ Decision: { } decision }] || decision.Outcome != story.Outcome)
                yield return $"the appeal of {story.Account} was {story.Outcome} and is "
                    + $"{appeals[story.Action].FirstOrDefault()?.Decision?.Outcome}";
            // A withdrawn notice voids its strike too, whatever becomes of the appeal.
            int[] expected = isUpheld || story.Withdrawn ? [1, 1, 2] : [1, 2, 3];
            var found = actions[story.Account].OrderBy(a => a.Seq).ToList();
            if (!found.Select(a => a.Strikes).SequenceEqual(expected)) yield return
                $"{story.Account} had {string.Join(", ", found.Select(a => a.Strikes))} strikes, not "
                    + $"{string.Join(", ", expected)}";
            var status = isUpheld ? AccountActionStatus.Lifted : AccountActionStatus.Done;
            if (found.FirstOrDefault(a => a.Id == story.Action)?.Status != status)
                yield return $"the measure against {story.Account} is {found.FirstOrDefault()?.Status}, not {status}";
            var heard = q.AuthorFeed.Count(
                e => e.Type == "account-appeal-decided" && e.NoticeId == story.Notices[0]);
            if (heard != 1) yield return $"the author was told {heard} times about {story.Account}";
        }
    }
}
