using Takedown.Contracts;
using Takedown.Faults.Journals;
using Case = System.Collections.Generic.KeyValuePair<
    string,
    (string Guarantee,
        System.Func<Takedown.Faults.Journals.SequelRecord, Takedown.Faults.Journals.SequelRecord> Tamper)>;

namespace Takedown.Faults;

/// <summary>Realistic errors in stories of several notices, each of which a guarantee must see.</summary>
internal static class SequelTampering
{
    private const string There = "what was accepted is there once and reaches its platform once",
        Done = "each act that was acknowledged is done once",
        Replaced = "a notice is replaced once, and each names the other",
        Completed = "a deficient notice is completed in time or lapses",
        ForEach = "an item for two platforms is one notice each",
        Settled = "one answer settles each notice that waited once",
        Figures = "each figure of a score has its notices",
        Matching = "the notices behind a score are those of the timelines",
        Appealed = "each appeal against a score is decided and told once",
        Steps = "each step against a sender is taken and told once",
        Voided = "the strike of an upheld appeal is voided once";

    public static IEnumerable<Case> OfLineage =>
    [
        Wrong("a notice is gone", There, q => q with { Notices = q.Notices.Skip(1).ToDictionary() }),
        Wrong("a notice is there twice", There, q => q with { Stored = [.. q.Stored.Skip(1)] }),
        Wrong("a notice is delivered twice", There, q => WithHost(q, fresh => [.. fresh, fresh[0]])),
        Wrong("a notice is not delivered", There, q => WithHost(q, fresh => [.. fresh.Skip(1)])),
        Wrong("a completion is lost", Done, q => Line(q, "completed", line =>
            [.. line.Where(e => e.Type != "completed")])),
        Wrong("a completion is done twice", Done, q => Line(q, "completed", line =>
            [.. line, line.First(e => e.Type == "completed")])),
        Wrong("a supplement is lost", Done, q => Line(q, "information-supplied", line =>
            [.. line.Where(e => e.Type != "information-supplied")])),
        Wrong("a supplement is added twice", Done, q => Line(q, "information-supplied", line =>
            [.. line, line.First(e => e.Type == "information-supplied")])),
        Wrong("an answer is lost", Done, q => Line(q, "action-taken", line =>
            [.. line.Where(e => e.Type != "action-taken")])),
        Wrong("both of two replace a notice", Replaced, q => q with
        {
            Replaced = [(q.Replaced[0].Former, [.. q.Replaced[0].Accepted, Guid.Empty]), .. q.Replaced.Skip(1)],
        }),
        Wrong("the former notice does not name the new one", Replaced, q => Notice(
            q, n => n.SupersededBy is not null, n => n with { SupersededBy = null })),
        Wrong("the former notice stays", Replaced, q => Line(
            q, "withdrawn", line => [.. line.Where(e => e.Type != "withdrawn")], n => n.SupersededBy is not null)),
        Wrong("a notice replaces one that it was not to", Replaced, q => Notice(
            q, n => n.Supersedes is null, n => n with { Supersedes = Guid.Empty })),
        Wrong("the time to complete is forgotten", Completed, q => Line(
            Notice(q, n => Ended(q, n, "completion-lapsed"), n => n with { State = NoticeState.Deficient }),
            "completion-lapsed", line => [.. line.Where(e => e.Type != "completion-lapsed")])),
        Wrong("it lapses too early", Completed, q => Line(q, "completion-lapsed", line =>
            [.. line.Select(e => e.Type == "completion-lapsed" ? e with { At = e.At.AddDays(-20) } : e)])),
        Wrong("it is completed too late", Completed, q => Line(q, "completed", line =>
            [.. line.Select(e => e.Type == "completed" ? e with { At = e.At.AddDays(2) } : e)])),
        Wrong("it is sent before it is complete", Completed, q => Notice(
            q, n => Ended(q, n, "completed"), n => n with { DeliveredAt = n.AcceptedAt.AddDays(-1) })),
        Wrong("it lapses and is completed", Completed, q => Line(q, "completed", line =>
            [.. line, line[^1] with { Type = "completion-lapsed" }])),
        Wrong("the same request makes another notice", ForEach, q => q with
        {
            Pairs = [q.Pairs[0] with { Again = [q.Pairs[0].Again[0], Guid.Empty] }, .. q.Pairs.Skip(1)],
        }),
        Wrong("a notice for two does not name its sibling", ForEach, q => Notice(
            q, n => n.Links is not null, n => n with { Links = null })),
        Wrong("a result of a batch is lost", ForEach, q => q with
        {
            Pairs = [q.Pairs[0] with { Listed = [q.Pairs[0].Listed[0]] }, .. q.Pairs.Skip(1)],
        }),
        Wrong("a recall of a batch misses a sibling", ForEach, q => q with
        {
            Recalls = [(q.Recalls[0].Recall, [.. q.Recalls[0].Results.Skip(1)]), .. q.Recalls.Skip(1)],
        }),
        Wrong("a re-upload is not linked", "a re-upload is linked and raised", q => Notice(
            q, n => n.ReuploadOf is not null, n => n with { ReuploadOf = null })),
        Wrong("a re-upload is not raised", "a re-upload is linked and raised", q => Notice(
            q, n => n.ReuploadOf is not null, n => n with { Tier = Tier.Ordinary })),
        Wrong("a re-upload is counted twice", "a re-upload is counted once on both sides", q => q with
        {
            Again = (q.Again.OfPlatform + 1, q.Again.OfClaimant),
        }),
        Wrong("a re-upload is not counted for its claimant", "a re-upload is counted once on both sides", q => q with
        {
            Again = (q.Again.OfPlatform, q.Again.OfClaimant - 1),
        }),
        Wrong("one that waited is not settled", Settled, q => Timeline(
            q, q.Settled[0].Others[0], line => [.. line.Where(e => e.Type != "action-taken")])),
        Wrong("one that waited is settled twice", Settled, q => Timeline(
            q, q.Settled[0].Others[0], line => [.. line, line.First(e => e.Type == "action-taken")])),
        Wrong("what came later is settled", Settled, q => Timeline(
            q, q.Settled[0].Later, line => [.. line, line[^1] with { Type = "action-taken" }])),
        Wrong("a state does not follow", "no timeline has an illegal transition", q => Notice(
            q, n => n.State is NoticeState.Removed, n => n with { State = NoticeState.Rejected })),
        Wrong("a clock runs on for ever", "nothing is overdue without a breach", q => Notice(
            q, n => n.Sla.Status is SlaStatus.Breached,
            n => n with { Sla = n.Sla with { Status = SlaStatus.Running } })),
        Wrong("a breach is escalated twice", "each breach is escalated once", q => q with
        {
            Escalations = [.. q.Escalations, q.Escalations.First(e => e.NoticeId is not null)],
        }),
    ];

    public static IEnumerable<Case> OfScores =>
    [
        Wrong("a figure is one too many", Figures, q => Score(q, ScorePart.Refused, s => s with
        {
            Figures = s.Figures.ToDictionary(f => f.Key, f => (f.Value.Figure + 1, f.Value.Excluded)),
        })),
        Wrong("a notice is behind a figure twice", Figures, q => Score(q, ScorePart.Refused, s => s with
        {
            Behind = s.Behind.ToDictionary(
                b => b.Key, b => (IReadOnlyList<ScoreNotice>)[.. b.Value, .. b.Value.Take(1)]),
        })),
        Wrong("an upheld appeal takes nothing out", Figures, q => Score(q, ScorePart.Refused, s => s with
        {
            Behind = s.Behind.ToDictionary(
                b => b.Key, b => (IReadOnlyList<ScoreNotice>)[.. b.Value.Select(n => n with { Excluded = null })]),
        })),
        Wrong("another notice is behind a figure", Matching, q => Score(q, ScorePart.Refused, s => s with
        {
            Behind = s.Behind.ToDictionary(b => b.Key, b => (IReadOnlyList<ScoreNotice>)
                [.. b.Value.Select((n, i) => i == 0 ? n with { NoticeId = Guid.Empty } : n)]),
        })),
        Wrong("an appeal is lost", Appealed, q => q with { ListedAppeals = [.. q.ListedAppeals.Skip(1)] }),
        Wrong("an appeal is filed twice", Appealed, q => q with
        {
            ListedAppeals = [.. q.ListedAppeals, q.ListedAppeals[0] with { Id = Guid.Empty }],
        }),
        Wrong("a decision is lost", Appealed, q => q with
        {
            ListedAppeals = [.. q.ListedAppeals.Select(a => a with { Decision = null })],
        }),
        Wrong("a decision is told twice", Appealed, q => q with
        {
            AuthorFeed = [.. q.AuthorFeed, q.AuthorFeed.First(e => e.Type == "score-appeal-decided")],
        }),
        Wrong("a step is taken twice", Steps, q => q with { ListedSteps = [.. q.ListedSteps, q.ListedSteps[^1]] }),
        Wrong("a step is not told", Steps, q => q with
        {
            SuspectFeed = [.. q.SuspectFeed.Where(e => e.Type != "sender-warned")],
        }),
        Wrong("a step that was lifted is in force", Steps, q => q with
        {
            Standing = q.Standing?.Warning is null ? new() { Warning = q.ListedSteps[0] } : null,
        }),
        Wrong("a strike is voided twice", Voided, q => q with
        {
            AccountActions = [.. q.AccountActions.Select(a => a with { Strikes = Math.Max(1, a.Strikes - 1) })],
        }),
        Wrong("a strike stays", Voided, q => q with
        {
            AccountActions = [.. q.AccountActions.Select(a => a with { Strikes = a.Strikes + 1 })],
        }),
        Wrong("a measure is not lifted", Voided, q => q with
        {
            AccountActions = [.. q.AccountActions.Select(a => a with { Status = AccountActionStatus.Done })],
        }),
        Wrong("an appeal of an account is lost", Voided, q => q with
        {
            AccountAppeals = [.. q.AccountAppeals.Skip(1)],
        }),
    ];

    private static Case Wrong(string wrong, string guarantee, Func<SequelRecord, SequelRecord> tamper) =>
        new(wrong, (guarantee, tamper));

    private static bool Ended(SequelRecord q, NoticeView notice, string type) =>
        q.Timelines[notice.Id].Any(e => e.Type == type);

    /// <summary>Changes what a new reader sees in the inbox of the host.</summary>
    private static SequelRecord WithHost(
        SequelRecord q, Func<IReadOnlyList<InboxItem>, IReadOnlyList<InboxItem>> change) => q with
        {
            Inboxes = [(q.Inboxes[0].Followed, change(q.Inboxes[0].Fresh)), .. q.Inboxes.Skip(1)],
        };

    /// <summary>Changes the first timeline with such an event.</summary>
    private static SequelRecord Line(
        SequelRecord q, string type, Func<IReadOnlyList<TimelineEntry>, IReadOnlyList<TimelineEntry>> change,
        Func<NoticeView, bool>? which = null) => Timeline(
            q, q.Notices.Values.First(n => Ended(q, n, type) && which?.Invoke(n) is not false).Id, change);

    private static SequelRecord Timeline(
        SequelRecord q, Guid id, Func<IReadOnlyList<TimelineEntry>, IReadOnlyList<TimelineEntry>> change) => q with
        {
            Timelines = new Dictionary<Guid, IReadOnlyList<TimelineEntry>>(q.Timelines)
            {
                [id] = change(q.Timelines[id]),
            },
        };

    /// <summary>Changes the first such notice.</summary>
    private static SequelRecord Notice(
        SequelRecord q, Func<NoticeView, bool> which, Func<NoticeView, NoticeView> change)
    {
        var notice = q.Notices.Values.First(which);
        return q with { Notices = new Dictionary<Guid, NoticeView>(q.Notices) { [notice.Id] = change(notice) } };
    }

    /// <summary>Changes the first score with such a part, that of the author.</summary>
    private static SequelRecord Score(SequelRecord q, ScorePart part, Func<ScoreRecord, ScoreRecord> change) =>
        q with { Scores = [.. q.Scores.Select((s, i) => i == 0 && s.Figures.ContainsKey(part) ? change(s) : s)] };
}
