using Takedown.Contracts;
using Takedown.Core.Notices;
using static Takedown.Contracts.NoticeState;
using static Takedown.Core.Notices.NoticeCommand;

namespace Takedown.Core.Tests.Notices;

/// <summary>The expected transitions, written down apart from the code that has them.</summary>
internal static class LifecycleTable
{
    private static readonly (NoticeState From, NoticeCommand Act, NoticeState To, string Why)[] Moves =
    [
        (Accepted, Deliver, Delivered, "8: it entered the platform's system"),
        (Accepted, MakeAvailable, Delivered, "K-DLV: it entered the pull inbox, which the platform designated too"),
        (Accepted, Withdraw, Withdrawn, "28: nobody has it yet"),
        (Accepted, Confirm, Accepted, "a second person has looked at it; it is sent now"),
        (Accepted, Supersede, Accepted, "1a: it replaces another; the state stays"),
        (Accepted, FindDeficient, Deficient, "3"),
        (Accepted, AddMissing, Accepted, "4a: nobody was told yet"),
        (Delivered, AddMissing, Delivered, "4a"),
        (Acknowledged, AddMissing, Acknowledged, "4a"),
        (Escalated, AddMissing, Escalated, "4a: the platform still has to answer"),
        (Deficient, Complete, Accepted, "4"),
        (Deficient, LetCompletionLapse, Closed, "5"),
        (Deficient, Withdraw, Withdrawn, "28: nobody has it"),
        (Delivered, Acknowledge, Acknowledged, "10"),
        (Delivered, RequestInformation, InformationRequested, "11"),
        (Delivered, TakeAction, Removed, "14 and 15 with attestation; no acknowledgement needed before"),
        (Delivered, Reject, Rejected, "17"),
        (Delivered, Withdraw, Withdrawn, "28"),
        (Delivered, Escalate, Escalated, "30: the act limit was breached"),
        (Acknowledged, RequestInformation, InformationRequested, "11"),
        (Acknowledged, TakeAction, Removed, "14 and 15"),
        (Acknowledged, Reject, Rejected, "17"),
        (Acknowledged, Withdraw, Withdrawn, "28"),
        (Acknowledged, Escalate, Escalated, "30"),
        (InformationRequested, SupplyInformation, Acknowledged, "12"),
        (InformationRequested, LetInformationExpire, Closed, "13"),
        (InformationRequested, TakeAction, Removed, "the platform found out by itself"),
        (InformationRequested, Reject, Rejected, "the platform found out by itself"),
        (InformationRequested, Withdraw, Withdrawn, "28"),
        (Removed, Withdraw, RestoreDue, "28: the measure must end"),
        (Withdrawn, ReportMeasure, RestoreDue, "28: it had acted; the measure must end"),
        (Rejected, Withdraw, Withdrawn, "20: the claim is given up"),
        (Escalated, TakeAction, Removed, "acting late is still acting"),
        (Escalated, Reject, Rejected, "refusing late is still an answer"),
        (Escalated, Withdraw, Withdrawn, "28"),
        (RestoreDue, Restore, Reinstated, "26"),
        (Rejected, TakeAction, Removed, "17a: the platform corrects its refusal"),
        (Removed, TakeBack, Rejected, "17b: the platform corrects its measure"),
        (Rejected, Dispute, Disputed, "18"),
        (Disputed, TakeAction, Removed, "19: the refusal was wrong"),
        (Disputed, Reject, Rejected, "19: final"),
        (Disputed, Withdraw, Withdrawn, "28"),
        (Disputed, Escalate, Escalated, "30: the platform did not decide again in time"),
        (Removed, FileCounterNotice, CounterNoticed, "21"),
        (Removed, FileComplaint, CounterNoticed, "21: the platform decides itself"),
        (CounterNoticed, ForwardCounterNotice, AwaitingClaimant, "22"),
        (CounterNoticed, RestoreAtOnce, RestoreDue, "23"),
        (CounterNoticed, Withdraw, RestoreDue, "28: the measure must end"),
        (CounterNoticed, TakeAction, Removed, "the complaint is refused: the measure stays"),
        (CounterNoticed, Restore, Reinstated, "the complaint is right"),
        (AwaitingClaimant, ProveProceeding, LitigationHold, "24"),
        (AwaitingClaimant, LetCounterWindowExpire, RestoreDue, "25"),
        (AwaitingClaimant, Withdraw, RestoreDue, "28: the measure must end"),
        (LitigationHold, UpholdMeasure, Closed, "27: upheld"),
        (LitigationHold, EndMeasure, RestoreDue, "27: lost or taken back"),
        (LitigationHold, AskProceeding, LitigationHold, "24a: the court decides, not the clock"),
        (Delivered, Extend, Delivered, "14a: more time, before the answer"),
        (Acknowledged, Extend, Acknowledged, "14a: more time, before the answer"),
        (Delivered, Assess, Acknowledged, "10a: to verify is to acknowledge"),
        (Acknowledged, Assess, Acknowledged, "10a"),
        (InformationRequested, Assess, InformationRequested, "10a: the question stands"),
        (Escalated, Assess, Escalated, "10a: a finding is no answer"),
        (Disputed, Assess, Disputed, "10a: a finding is no decision"),
        (Rejected, FileMediation, Rejected, "19a: the refusal stands meanwhile"),
        (Disputed, FileMediation, Disputed, "19a: the platform still has to decide"),
        (Rejected, AgreeMeasure, Disputed, "19b: the platform has to decide again"),
        (Disputed, AgreeMeasure, Disputed, "19b: it has to decide, with a time of its own"),
        (Rejected, GiveUpClaim, Closed, "19c"),
        (Disputed, GiveUpClaim, Closed, "19c"),
        (Rejected, FailMediation, Rejected, "19a: as before"),
        (Disputed, FailMediation, Disputed, "19a: as before"),
        (Rejected, LetMediationLapse, Rejected, "19a: as before"),
        (Disputed, LetMediationLapse, Disputed, "19a: as before"),
    ];

    private static readonly (NoticeState At, string Why, NoticeCommand[] NoticeTransitions)[] AlreadyApplied =
    [
        (Delivered, "a message delivered twice", [Deliver]),
        (Acknowledged, "a message delivered twice, or said twice", [Deliver, Acknowledge]),
        (InformationRequested, "to ask is to acknowledge; asked already", [Deliver, Acknowledge, RequestInformation]),
        (Removed, "an acknowledgement overtaken by the action, or said twice",
            [Deliver, Acknowledge, TakeAction, Assess]),
        (Rejected, "an acknowledgement overtaken by the refusal, or said twice",
            [Deliver, Acknowledge, Reject, Assess, TakeBack]),
        (Escalated, "known; the breach stands", [Deliver, Acknowledge, Escalate]),
        (RestoreDue, "taken back already, or said already",
            [Acknowledge, Withdraw, FileCounterNotice, EndMeasure]),
        (Disputed, "said twice, or overtaken", [Deliver, Acknowledge, Dispute]),
        (CounterNoticed, "said twice, or overtaken", [Deliver, Acknowledge, FileCounterNotice, FileComplaint, Assess]),
        (AwaitingClaimant, "the measure stands; said twice, or overtaken",
            [Deliver, Acknowledge, TakeAction, FileCounterNotice, ForwardCounterNotice, Assess]),
        (LitigationHold, "the measure stands; said twice, or overtaken",
            [Deliver, Acknowledge, TakeAction, FileCounterNotice, ProveProceeding, Assess]),
        (Reinstated, "restored already", [Acknowledge, Restore]),
        (Withdrawn, "taken back already; a message that was overtaken", [Acknowledge, Withdraw]),
    ];

    /// <summary>Every other pair is refused; why, by state.</summary>
    private static readonly (NoticeState At, string Why)[] Refused =
    [
        (Accepted, "the platform does not have it, so it cannot have said anything about it"),
        (Delivered, "nothing was asked and nothing removed"),
        (Acknowledged, "nothing is asked and nothing removed"),
        (InformationRequested, "the clock rests, and nothing was removed"),
        (Removed, "answered; a withdrawal or a counter-notice can undo it"),
        (Rejected, "answered; there is nothing to take back or to restore"),
        (Escalated, "the limit has passed: only an outcome counts"),
        (RestoreDue, "the platform must restore, nothing else"),
        (Reinstated, "final"),
        (Withdrawn, "over; only a measure that was taken is still to end"),
        (Closed, "final"),
        (ActionClaimed, "no road leads here yet"),
        (Disputed, "the platform has to decide again, nothing else"),
        (CounterNoticed, "what was said against the measure has to be forwarded or decided"),
        (AwaitingClaimant, "the claimant proves a proceeding, or the measure ends"),
        (Deficient, "the platform does not have it; the claimant completes it, withdraws it, or lets it lapse"),
        (LitigationHold, "the court decides; the claimant ends its proceeding, not its notice"),
    ];

    public static TheoryData<NoticeState, NoticeCommand, Outcome, NoticeState, string> All()
    {
        var data = new TheoryData<NoticeState, NoticeCommand, Outcome, NoticeState, string>();
        foreach (var (from, act, to, why) in Moves) data.Add(from, act, Outcome.Applied, to, why);
        foreach (var (at, why, acts) in AlreadyApplied)
            foreach (var act in acts) data.Add(at, act, Outcome.Unchanged, at, why);
        var named = Moves.Select(m => (m.From, m.Act))
            .Concat(AlreadyApplied.SelectMany(a => a.NoticeTransitions.Select(act => (From: a.At, Act: act))))
            .ToHashSet();
        foreach (var (at, why) in Refused)
        {
            foreach (var act in Enum.GetValues<NoticeCommand>().Where(act => !named.Contains((at, act))))
                data.Add(at, act, Outcome.Refused, at, why);
        }
        return data;
    }
}
