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
        (Escalated, TakeAction, Removed, "acting late is still acting"),
        (Escalated, Reject, Rejected, "refusing late is still an answer"),
        (Escalated, Withdraw, Withdrawn, "28"),
        (RestoreDue, Restore, Reinstated, "26"),
        (Rejected, TakeAction, Removed, "the platform corrects its refusal"),
    ];

    private static readonly (NoticeState At, string Why, NoticeCommand[] NoticeTransitions)[] AlreadyApplied =
    [
        (Delivered, "a message delivered twice", [Deliver]),
        (Acknowledged, "a message delivered twice, or said twice", [Deliver, Acknowledge]),
        (InformationRequested, "to ask is to acknowledge; asked already", [Deliver, Acknowledge, RequestInformation]),
        (Removed, "an acknowledgement overtaken by the action, or said twice", [Deliver, Acknowledge, TakeAction]),
        (Rejected, "an acknowledgement overtaken by the refusal, or said twice", [Deliver, Acknowledge, Reject]),
        (Escalated, "known; the breach stands", [Deliver, Acknowledge, Escalate]),
        (RestoreDue, "taken back already", [Withdraw]),
        (Reinstated, "restored already", [Restore]),
        (Withdrawn, "taken back already", [Withdraw]),
    ];

    private static readonly (NoticeState At, string Why, NoticeCommand[] NoticeTransitions)[] Refused =
    [
        (Accepted, "the platform does not have it, so it cannot have said anything about it",
            [
                Acknowledge, RequestInformation, SupplyInformation, LetInformationExpire, TakeAction, Reject, Restore,
                Escalate,
            ]),
        (Delivered, "nothing was asked and nothing removed",
            [SupplyInformation, LetInformationExpire, Restore, MakeAvailable]),
        (Acknowledged, "nothing is asked and nothing removed",
            [SupplyInformation, LetInformationExpire, Restore, MakeAvailable]),
        (InformationRequested, "the clock rests, and nothing was removed", [Restore, Escalate, MakeAvailable]),
        (Removed, "answered; only a withdrawal can undo it",
            [RequestInformation, SupplyInformation, LetInformationExpire, Reject, Restore, Escalate, MakeAvailable]),
        (Rejected, "answered; there is nothing to take back or to restore",
            [RequestInformation, SupplyInformation, LetInformationExpire, Restore, Withdraw, Escalate, MakeAvailable]),
        (Escalated, "the limit has passed: only an outcome counts",
            [RequestInformation, SupplyInformation, LetInformationExpire, Restore, MakeAvailable]),
        (RestoreDue, "the platform must restore, nothing else",
            [
                Deliver, Acknowledge, RequestInformation, SupplyInformation, LetInformationExpire, TakeAction, Reject,
                Escalate, MakeAvailable,
            ]),
        (Reinstated, "final",
            [
                Deliver, Acknowledge, RequestInformation, SupplyInformation, LetInformationExpire, TakeAction, Reject,
                Withdraw, Escalate, MakeAvailable,
            ]),
        (Withdrawn, "final",
            [
                Deliver, Acknowledge, RequestInformation, SupplyInformation, LetInformationExpire, TakeAction, Reject,
                Restore, Escalate, MakeAvailable,
            ]),
        (Closed, "final", Enum.GetValues<NoticeCommand>()),
        (ActionClaimed, "no road leads here yet", Enum.GetValues<NoticeCommand>()),
        (Disputed, "no road leads here yet", Enum.GetValues<NoticeCommand>()),
        (CounterNoticed, "no road leads here yet", Enum.GetValues<NoticeCommand>()),
        (AwaitingClaimant, "no road leads here yet", Enum.GetValues<NoticeCommand>()),
        (LitigationHold, "no road leads here yet", Enum.GetValues<NoticeCommand>()),
    ];

    public static TheoryData<NoticeState, NoticeCommand, Outcome, NoticeState, string> All()
    {
        var data = new TheoryData<NoticeState, NoticeCommand, Outcome, NoticeState, string>();
        foreach (var (from, act, to, why) in Moves) data.Add(from, act, Outcome.Applied, to, why);
        foreach (var (at, why, acts) in AlreadyApplied)
            foreach (var act in acts) data.Add(at, act, Outcome.Unchanged, at, why);
        foreach (var (at, why, acts) in Refused) foreach (var act in acts) data.Add(at, act, Outcome.Refused, at, why);
        return data;
    }
}
