using Takedown.Contracts;
using Takedown.Faults.Engines;
using Takedown.Faults.Journals;
using Takedown.Faults.Guarantees;

namespace Takedown.Faults;

/// <summary>
/// A check that cannot fail proves nothing: each one is given the same run with one realistic error and must report it.
/// </summary>
[Collection(OneRun.Name)]
public sealed class TamperTests(ServiceRun run)
{
    private static readonly Dictionary<
        string, (Func<Observations, IEnumerable<string>> Check, Func<Observations, Observations> Tamper)> Cases = new()
        {
            ["a notice is forgotten"] =
                (Deliveries.ExactlyOnce, t => t.WithInbox(i => i with { Fresh = Without(i.Fresh) })),
            ["a notice is delivered twice"] =
                (Deliveries.ExactlyOnce, t => t.WithInbox(i => i with { Fresh = [.. i.Fresh, i.Fresh[0]] })),
            ["a notice is delivered that was never sent"] = (Deliveries.ExactlyOnce, t => t.WithInbox(
                i => i with { Fresh = [.. i.Fresh.Skip(1), i.Fresh[0] with { NoticeId = Guid.Empty }] })),
            ["a seq is left out"] =
                (Deliveries.SeqsWithoutGap, t => t.WithInbox(i => i with { Fresh = Without(i.Fresh) })),
            ["a follower misses a notice"] =
                (Deliveries.FollowersSkippedNothing, t => t.WithInbox(i => i with { Followed = Without(i.Followed) })),
            ["a follower sees a notice twice"] = (Deliveries.FollowersSkippedNothing,
                t => t.WithInbox(i => i with { Followed = [.. i.Followed, i.Followed[^1]] })),
            ["a push comes at another position"] = (Deliveries.PushedAtOnePosition,
                t => t.WithPushedInbox(i => i with { Pushed = [.. i.Pushed, i.Pushed[0] with { Seq = 0 }] })),
            ["a push is missing"] = (Deliveries.PushedAtOnePosition,
                t => t.WithPushedInbox(
                    i => i with { Pushed = [.. i.Pushed.Where(p => p.NoticeId != i.Fresh[0].NoticeId)] })),
            ["a silent platform is late with nothing"] = (Silence.IsMadeAvailable, t => t.WithNotice(
                NoticeState.Escalated, n => n.Delivery.Status == "offered",
                n => n with { Sla = n.Sla with { Status = SlaStatus.None } })),
            ["a feed reader misses an event"] =
                (Feeds.FollowersSkippedNothing, t => t.WithFeed(f => f with { Followed = Without(f.Followed) })),
            ["two events are swapped"] = (Feeds.FollowersSkippedNothing,
                t => t.WithFeed(f => f with { Followed = [f.Followed[1], f.Followed[0], .. f.Followed.Skip(2)] })),
            ["a post is missing"] = (Feeds.ArePostedInOrder, t => t.WithFeed(f => f with
            {
                Posted = [.. f.Posted.Where(e => e.Cursor != f.Fresh[^1].Cursor)],
            })),
            ["two posts are swapped"] = (Feeds.ArePostedInOrder, t => t.WithFeed(f => f with
            {
                Posted = [.. f.Posted.Where(e => e.Cursor != f.Fresh[0].Cursor), f.Fresh[0]],
            })),
            ["an event is in no feed"] =
                (Feeds.MatchTimelines, t => t.WithFeed(f => f with { Fresh = Without(f.Fresh) })),
            ["an event is reported twice"] =
                (Feeds.MatchTimelines, t => t.WithFeed(f => f with { Fresh = [.. f.Fresh, f.Fresh[0]] })),
            ["an acceptance is not reported"] = (Feeds.HaveEachAcceptance,
                t => t.WithFeed(f => f with { Fresh = [.. f.Fresh.Where(e => e.Type != "accepted")] })),
            ["a response is never answered"] =
                (Responses.AreAnswered, t => t with { Said = [.. t.Said.Skip(1), t.Said[0] with { Result = null }] }),
            ["an applied response is gone"] = (Responses.AppliedStay,
                t => t.WithTimeline("action-taken", line => [.. line.Where(e => e.Type != "action-taken")])),
            ["a response is applied twice"] = (Responses.AppliedOnce,
                t => t.WithTimeline("action-taken", line => [.. line, line.First(e => e.Type == "action-taken")])),
            ["a response is recorded that was never sent"] = (Responses.AppliedOnce,
                t => t with { Said = [.. t.Said.Where(s => s.Response is not ResponseKind.Rejected)] }),
            ["a held answer goes out twice"] = (HeldAnswers.GoOutOnceUnlessTakenBack,
                t => t.WithTimelines(line => [.. line, .. line.Where(e => e.Type == "action-taken")])),
            ["a held answer is lost"] = (HeldAnswers.GoOutOnceUnlessTakenBack,
                t => t.WithTimelines(line => [.. line.Where(e => e.Type != "action-taken")])),
            ["an answer that was taken back goes out"] = (HeldAnswers.GoOutOnceUnlessTakenBack,
                t => t with { Held = [.. t.Held.Select(h => h with { Undone = h.Undone is null ? null : true })] }),
            ["a notice is refused after its removal"] = (Timelines.AreLegal, t => t.WithTimeline(
                "action-taken", line => [.. line, line[^1] with { Type = "rejected", State = NoticeState.Rejected }])),
            ["a notice is delivered in its timeline twice"] = (Timelines.AreLegal,
                t => t.WithTimeline("delivered", line => [line[0], line[1], line[1], .. line.Skip(2)])),
            ["the state of a notice differs from its timeline"] =
                (Timelines.AreLegal,
                    t => t.WithNotice(NoticeState.Removed, n => n with { State = NoticeState.Rejected })),
            ["a deadline starts late"] = (Deadlines.StartAtDelivery, t => t.WithNotice(
                NoticeState.Removed,
                n => n with { Deadlines = n.Deadlines! with { Act = n.Deadlines.Act + TimeSpan.FromSeconds(1) } })),
            ["the time of a delivery changes"] = (Deadlines.StartAtDelivery, t => t.WithInbox(i => i with
            {
                Fresh = [i.Fresh[0] with { DeliveredAt = i.Fresh[0].DeliveredAt.AddSeconds(1) }, .. i.Fresh.Skip(1)],
            })),
            ["a silent platform is not breached"] = (Deadlines.AreKeptOrBreached,
                t => t.WithTimelines(line => [.. line.Where(e => e.Type != "deadline-breached")])),
            ["a late answer counts as on time"] = (Deadlines.AreKeptOrBreached,
                t => t.WithNotice(NoticeState.Escalated, n => n with { Sla = n.Sla with { Status = SlaStatus.Met } })),
            ["a breach is escalated twice"] = (Escalations.OfNoticesAreOnePerBreach,
                t => t with { Escalations = [.. t.Escalations, t.Escalations.First(e => e.NoticeId is not null)] }),
            ["a breach is not escalated"] = (Escalations.OfNoticesAreOnePerBreach,
                t => t with { Escalations = [.. t.Escalations.Where(e => e.NoticeId is null)] }),
            ["an escalation stays open"] = (Escalations.OfNoticesAreOnePerBreach, t => t with
            {
                Escalations = [.. t.Escalations.Select(e => e with { Status = EscalationStatus.Open })],
            }),
            ["an account action's breach is not escalated"] = (Escalations.OfAccountActionsAreOnePerBreach,
                t => t with { Escalations = [.. t.Escalations.Where(e => e.NoticeId is not null)] }),
            ["an event is counted twice"] = (Counts.MatchTimelines,
                t => t with { Overview = t.Overview with { Removed = t.Overview.Removed + 1 } }),
            ["a platform's count is missing one"] = (Counts.MatchTimelines,
                t => t.WithInbox(i => i with { Counts = i.Counts with { Delivered = i.Counts.Delivered - 1 } })),
            ["a step of the ladder is not requested"] = (Ladders.AreRequestedOnce,
                t => t.WithInbox(i => i with { AccountActions = [.. i.AccountActions.Skip(1)] })),
            ["a step of the ladder is requested twice"] = (Ladders.AreRequestedOnce,
                t => t.WithInbox(i => i with { AccountActions = [.. i.AccountActions, i.AccountActions[0]] })),
            ["an act on a case is gone"] = (BodyCases.HaveEachActOnce, t => t.WithCase(
                "step-approved", c => c with { History = [.. c.History!.Where(a => a.Act != "step-approved")] })),
            ["an act on a case is done twice"] = (BodyCases.HaveEachActOnce, t => t.WithCase(
                "step-taken", c => c with { History = [.. c.History!, c.History![^1], c.History[0]] })),
            ["a case is opened twice"] = (BodyCases.HaveEachActOnce, t => t.WithBureau(
                b => b with { Cases = [.. b.Cases, b.Cases[0] with { Id = Guid.Empty }] })),
            ["a lead is taken in twice"] = (BodyCases.HaveEachActOnce, t => t.WithBureau(
                b => b with { ListedLeads = [.. b.ListedLeads, b.ListedLeads[0] with { Id = Guid.Empty }] })),
            ["an order that ran over is not marked"] = (BodyCases.MarkEachOverdueOrder, t => t.WithCase(
                "order-overdue", c => c with
                {
                    Steps = [.. c.Steps!.Select(s => s.State is StepState.Overdue
                        ? s with { State = StepState.Effective } : s)],
                })),
            ["an order that ran over is not in the history"] = (BodyCases.MarkEachOverdueOrder, t => t.WithCase(
                "order-overdue", c => c with { History = [.. c.History!.Where(a => a.Act != "order-overdue")] })),
            ["a figure is one too many"] = (Forms.EqualTheirRows, t => t.WithBureau(b => b with
            {
                Figures = [.. b.Figures.Select(f => f.Name == "notices-sent" ? f with { Value = f.Value + 1 } : f)],
            })),
            ["the forms miss a warning"] = (Forms.CountEachAct, t => t.WithBureau(b => b with
            {
                Figures = [.. b.Figures.Where(f => f.Name != "warnings-given")],
            })),
            ["a notice is not public"] =
                (PublicRecords.HaveEachNoticeOnce, t => t with { Record = Without(t.Record) }),
            ["a notice is public twice"] =
                (PublicRecords.HaveEachNoticeOnce, t => t with { Record = [.. t.Record, t.Record[0]] }),
            ["a notice is public that was never sent"] = (PublicRecords.HaveEachNoticeOnce,
                t => t.WithPublic(NoticeState.Removed, n => n with { Id = Guid.Empty })),
            ["a late writer brings an older state back"] = (PublicRecords.ShowEachAsItIs, t => t.WithPublic(
                NoticeState.Removed, n => n with { State = NoticeState.Delivered, Version = n.Version - 1 })),
            ["the public record misses what happened"] = (PublicRecords.ShowEachAsItIs,
                t => t.WithPublic(NoticeState.Removed, n => n with { History = [.. n.History.SkipLast(1)] })),
            ["the public record is at an older version"] = (PublicRecords.ShowEachAsItIs,
                t => t.WithPublic(NoticeState.Removed, n => n with { Version = n.Version - 1 })),
            ["a stored file is gone"] =
                (EvidenceFiles.AreWhole, t => t with { Files = [t.Files[0] with { Given = [null] }] }),
            ["a stored file is another"] = (EvidenceFiles.AreWhole,
                t => t with { Files = [t.Files[0] with { Given = [t.Files[0].Hash, new string('0', 64)] }] }),
            ["a file is stored twice"] =
                (EvidenceFiles.AreWhole, t => t with { Files = [t.Files[0] with { TimesStored = 2 }] }),
            ["a batch is stuck"] =
                (Batches.AreComplete, t => t.WithBatch(b => b with { Now = b.Now with { Status = "receiving" } })),
            ["a batch loses a result"] =
                (Batches.AreComplete, t => t.WithBatch(b => b with { Results = Without(b.Results) })),
            ["an item has another's notice"] = (Batches.HaveTheirResults, t => t.WithBatch(
                b => b with { Results = [b.Results[0] with { NoticeId = Guid.Empty }, .. b.Results.Skip(1)] })),
            ["a good item is refused"] = (Batches.HaveTheirResults, t => t.WithBatch(
                b => b with { Results = [.. b.Results.Select(r => r with { Status = ItemStatus.Rejected })] })),
        };

    public static TheoryData<string> Wrongs => [.. Cases.Keys];

    [FaultTheory]
    [MemberData(nameof(Wrongs))]
    public void The_check_sees_when(string wrong)
    {
        var (check, tamper) = Cases[wrong];
        var before = check(run.Observations).ToHashSet();
        Assert.Contains(check(tamper(run.Observations)), fault => !before.Contains(fault));
    }

    /// <summary>A run proves nothing about events that did not occur.</summary>
    [FaultFact]
    public void The_run_covered_every_kind_of_event()
    {
        var t = run.Observations;
        var told = t.Timelines.Values.SelectMany(line => line).Select(e => e.Type).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "accepted", "delivered", "made-available", "acknowledged", "action-taken", "rejected",
                "deadline-breached", "escalated",
            },
            told);
        Assert.Equal(
            Enum.GetValues<ItemStatus>(),
            t.Batches.SelectMany(b => b.Results).Select(r => r.Status).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ResponseStatus>(),
            t.Said.Select(s => s.Result?.Status).OfType<ResponseStatus>().Distinct().Order());
        Assert.Contains(t.Held, h => h.Undone is true);
        Assert.Contains(t.Held, h => h.Undone is false);
        Assert.Contains(t.Notices.Values, n => n.Sla.Status is SlaStatus.Late);
        Assert.Contains(t.Batches, b => b.Results.Count > 500);
        Assert.Superset(
            new HashSet<string>
            {
                "opened", "step-taken", "step-proposed", "step-approved", "step-fulfilled", "supervision-listed",
                "order-overdue",
            },
            t.Bureau.Cases.SelectMany(c => c.History!).Select(a => a.Act).ToHashSet());
        Assert.All(t.Inboxes, i => Assert.NotEmpty(i.Fresh));
        Assert.InRange(t.Files.Count, 5, int.MaxValue);
        Assert.Contains(t.Inboxes, i => i.Pushed.Count > i.Fresh.Count);
        Assert.Contains(t.Inboxes.SelectMany(i => i.AccountActions), a => a.Status is AccountActionStatus.Escalated);
        Assert.Contains(t.Inboxes.SelectMany(i => i.AccountActions), a => a.Status is AccountActionStatus.Done);
    }

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> list) =>
        [.. list.Take(list.Count / 2), .. list.Skip((list.Count / 2) + 1)];
}
