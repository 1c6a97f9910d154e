using System.Collections.Frozen;
using Takedown.Contracts;
using static Takedown.Contracts.NoticeState;
using static Takedown.Core.Notices.NoticeCommand;

namespace Takedown.Core.Notices;

/// <summary>Commands that change the state of a notice.</summary>
public enum NoticeCommand
{
    /// <summary>The notice entered the platform's designated system.</summary>
    Deliver,
    /// <summary>The platform confirmed receipt.</summary>
    Acknowledge,
    /// <summary>The platform asked for a named element.</summary>
    RequestInformation,
    /// <summary>The claimant supplied the requested element.</summary>
    SupplyInformation,
    /// <summary>The claimant did not supply the requested element in time.</summary>
    LetInformationExpire,
    /// <summary>The platform took a measure, and its report is accepted.</summary>
    TakeAction,
    /// <summary>The platform rejected the notice.</summary>
    Reject,
    /// <summary>The platform ended its measure.</summary>
    Restore,
    /// <summary>The claimant withdrew the notice.</summary>
    Withdraw,
    /// <summary>The act deadline was breached.</summary>
    Escalate,
    /// <summary>Pushes failed for the policy's time, so the notice entered the platform's pull inbox.</summary>
    MakeAvailable,
    /// <summary>The accused filed a counter-notice with the elements of the regime.</summary>
    FileCounterNotice,
    /// <summary>The accused complained, where the platform decides about that itself (DSA 20).</summary>
    FileComplaint,
    /// <summary>
    /// The counter-notice arrived in the system of the claimant, which has a time to sue or complain.
    /// </summary>
    ForwardCounterNotice,
    /// <summary>The regime restores at once after a counter-notice.</summary>
    RestoreAtOnce,
    /// <summary>The claimant proved a complaint or suit in time.</summary>
    ProveProceeding,
    /// <summary>The claimant proved no proceeding in time.</summary>
    LetCounterWindowExpire,
    /// <summary>The proceeding ended and the measure stays.</summary>
    UpholdMeasure,
    /// <summary>The proceeding ended and the measure must end.</summary>
    EndMeasure,
    /// <summary>The claimant disputed a refusal.</summary>
    Dispute,
    /// <summary>The platform was given more time to act; the state stays.</summary>
    Extend,
    /// <summary>A refused or disputed notice was put before a mediating body; the state stays.</summary>
    FileMediation,
    /// <summary>In the mediation the platform agreed to a measure, which it has to take.</summary>
    AgreeMeasure,
    /// <summary>In the mediation the claimant gave its claim up.</summary>
    GiveUpClaim,
    /// <summary>The mediation failed; the state stays.</summary>
    FailMediation,
    /// <summary>The mediation had no outcome in time; the state stays.</summary>
    LetMediationLapse,
    /// <summary>The platform verified the notice and said what it found.</summary>
    Assess,
    /// <summary>The platform corrected its measure: it refuses after all.</summary>
    TakeBack,
    /// <summary>A second person of the claimant confirmed a target that others share; it is sent now.</summary>
    Confirm,
    /// <summary>
    /// The platform reported a measure against a notice that was taken back; it is no answer, and must end.
    /// </summary>
    ReportMeasure,
    /// <summary>The notice lacks a curable element of its regime; it is not sent.</summary>
    FindDeficient,
    /// <summary>The claimant completed a deficient notice; it is sent now.</summary>
    Complete,
    /// <summary>A deficient notice was not completed in time.</summary>
    LetCompletionLapse,
    /// <summary>The new notice replaces another of its claimant; the state stays.</summary>
    Supersede,
    /// <summary>It is time to say how a proceeding stands; the measure and the state stay.</summary>
    AskProceeding,
    /// <summary>The claimant completed a notice that was sent with what it lacked; the state stays.</summary>
    AddMissing,
}

/// <summary>Outcome of a command.</summary>
public enum Outcome
{
    /// <summary>The command changes the notice.</summary>
    Applied,
    /// <summary>The notice already has this state or a later one; nothing changes.</summary>
    Unchanged,
    /// <summary>The command is not allowed in this state; nothing changes.</summary>
    Refused,
}

/// <summary>
/// The transition table of a notice (<c>Packs/README.md</c>). A pair in neither list is refused. A response that
/// arrives after a later one, such as an acknowledgement of removed content, is accepted without effect, because
/// networks reorder messages.
/// </summary>
public static class Lifecycle
{
    private static readonly FrozenDictionary<(NoticeState From, NoticeCommand Command), NoticeState> Transitions =
        new Dictionary<(NoticeState, NoticeCommand), NoticeState>
        {
            [(Accepted, Deliver)] = Delivered,
            [(Accepted, MakeAvailable)] = Delivered,
            [(Accepted, Withdraw)] = Withdrawn,
            [(Accepted, Confirm)] = Accepted,
            [(Accepted, Supersede)] = Accepted,
            [(Accepted, FindDeficient)] = Deficient,
            // Where the platform asked, what follows is the answer (SupplyInformation).
            [(Accepted, AddMissing)] = Accepted,
            [(Delivered, AddMissing)] = Delivered,
            [(Acknowledged, AddMissing)] = Acknowledged,
            [(Escalated, AddMissing)] = Escalated,
            [(Deficient, Complete)] = Accepted,
            [(Deficient, LetCompletionLapse)] = Closed,
            [(Deficient, Withdraw)] = Withdrawn,
            [(Delivered, Acknowledge)] = Acknowledged,
            [(Delivered, RequestInformation)] = InformationRequested,
            [(Delivered, TakeAction)] = Removed,
            [(Delivered, Reject)] = Rejected,
            [(Delivered, Withdraw)] = Withdrawn,
            [(Delivered, Escalate)] = Escalated,

            [(Acknowledged, RequestInformation)] = InformationRequested,
            [(Acknowledged, TakeAction)] = Removed,
            [(Acknowledged, Reject)] = Rejected,
            [(Acknowledged, Withdraw)] = Withdrawn,
            [(Acknowledged, Escalate)] = Escalated,

            [(InformationRequested, SupplyInformation)] = Acknowledged,
            [(InformationRequested, LetInformationExpire)] = Closed,
            [(InformationRequested, TakeAction)] = Removed,
            [(InformationRequested, Reject)] = Rejected,
            [(InformationRequested, Withdraw)] = Withdrawn,

            [(Removed, Withdraw)] = RestoreDue,
            // It had acted, or acts, before it knows: the measure must end.
            [(Withdrawn, ReportMeasure)] = RestoreDue,
            // A refused claim can be given up, also before a regulator.
            [(Rejected, Withdraw)] = Withdrawn,

            [(Escalated, TakeAction)] = Removed,
            [(Escalated, Reject)] = Rejected,
            [(Escalated, Withdraw)] = Withdrawn,

            [(RestoreDue, Restore)] = Reinstated,

            // The platform corrects its refusal. The reverse is a command of its own, which only a marked response
            // gives: a refusal that arrives again must not undo the measure.
            [(Rejected, TakeAction)] = Removed,
            [(Removed, TakeBack)] = Rejected,

            [(Rejected, Dispute)] = Disputed,
            [(Disputed, TakeAction)] = Removed,
            [(Disputed, Reject)] = Rejected,
            [(Disputed, Withdraw)] = Withdrawn,
            [(Disputed, Escalate)] = Escalated,

            [(Removed, FileCounterNotice)] = CounterNoticed,
            [(Removed, FileComplaint)] = CounterNoticed,
            [(CounterNoticed, ForwardCounterNotice)] = AwaitingClaimant,
            [(CounterNoticed, RestoreAtOnce)] = RestoreDue,
            [(CounterNoticed, Withdraw)] = RestoreDue,
            // The platform's decision about a complaint.
            [(CounterNoticed, TakeAction)] = Removed,
            [(CounterNoticed, Restore)] = Reinstated,
            [(AwaitingClaimant, ProveProceeding)] = LitigationHold,
            [(AwaitingClaimant, LetCounterWindowExpire)] = RestoreDue,
            [(AwaitingClaimant, Withdraw)] = RestoreDue,
            [(LitigationHold, UpholdMeasure)] = Closed,
            [(LitigationHold, EndMeasure)] = RestoreDue,
            [(LitigationHold, AskProceeding)] = LitigationHold,

            [(Delivered, Extend)] = Delivered,
            [(Acknowledged, Extend)] = Acknowledged,

            [(Delivered, Assess)] = Acknowledged,
            [(Acknowledged, Assess)] = Acknowledged,
            [(InformationRequested, Assess)] = InformationRequested,
            [(Escalated, Assess)] = Escalated,
            [(Disputed, Assess)] = Disputed,

            [(Rejected, FileMediation)] = Rejected,
            [(Disputed, FileMediation)] = Disputed,
            [(Rejected, AgreeMeasure)] = Disputed,
            [(Disputed, AgreeMeasure)] = Disputed,
            [(Rejected, GiveUpClaim)] = Closed,
            [(Disputed, GiveUpClaim)] = Closed,
            [(Rejected, FailMediation)] = Rejected,
            [(Disputed, FailMediation)] = Disputed,
            [(Rejected, LetMediationLapse)] = Rejected,
            [(Disputed, LetMediationLapse)] = Disputed,
        }.ToFrozenDictionary();

    private static readonly FrozenSet<(NoticeState, NoticeCommand)> AlreadyApplied = new[]
    {
        (Delivered, Deliver), (Acknowledged, Deliver), (InformationRequested, Deliver), (Removed, Deliver),
        (Rejected, Deliver), (Escalated, Deliver),
        (Acknowledged, Acknowledge), (InformationRequested, Acknowledge), (Removed, Acknowledge),
        (Rejected, Acknowledge), (Escalated, Acknowledge),
        (InformationRequested, RequestInformation),
        (Removed, TakeAction), (Rejected, Reject), (Reinstated, Restore),
        (Withdrawn, Withdraw), (RestoreDue, Withdraw), (Escalated, Escalate),
        (Disputed, Deliver), (Disputed, Acknowledge), (Disputed, Dispute),
        (CounterNoticed, Deliver), (CounterNoticed, Acknowledge), (CounterNoticed, FileCounterNotice),
        (CounterNoticed, FileComplaint),
        (AwaitingClaimant, Deliver), (AwaitingClaimant, Acknowledge), (AwaitingClaimant, TakeAction),
        (AwaitingClaimant, FileCounterNotice), (AwaitingClaimant, ForwardCounterNotice),
        (LitigationHold, Deliver), (LitigationHold, Acknowledge), (LitigationHold, TakeAction),
        (LitigationHold, FileCounterNotice), (LitigationHold, ProveProceeding),
        (RestoreDue, FileCounterNotice), (RestoreDue, EndMeasure),
        (RestoreDue, Acknowledge), (Reinstated, Acknowledge), (Withdrawn, Acknowledge),
        (Removed, Assess), (Rejected, Assess), (CounterNoticed, Assess), (AwaitingClaimant, Assess),
        (LitigationHold, Assess), (Rejected, TakeBack),
    }.ToFrozenSet();

    /// <summary>
    /// Outcome of <paramref name="command"/> for a notice in <paramref name="from"/>, and the state after it.
    /// </summary>
    public static (Outcome Outcome, NoticeState State) Next(NoticeState from, NoticeCommand command) =>
        Transitions.TryGetValue((from, command), out var to) ? (Outcome.Applied, to)
        : AlreadyApplied.Contains((from, command)) ? (Outcome.Unchanged, from)
        : (Outcome.Refused, from);

    /// <summary>
    /// Whether a repeated claim is a duplicate of this notice. An answered or withdrawn notice is not open, so a
    /// re-upload or a better founded claim is a new notice with new deadlines. Nor is a deficient one, which has no
    /// effect: the same claim with all its elements must not be lost as its duplicate.
    /// </summary>
    public static bool IsOpen(NoticeState state) => state switch
    {
        Accepted or Delivered or Acknowledged or InformationRequested or ActionClaimed or Disputed or CounterNoticed
            or AwaitingClaimant or LitigationHold or Escalated => true,
        Removed or RestoreDue or Rejected or Reinstated or Withdrawn or Closed or Deficient => false,
    };

    /// <summary>
    /// Whether another notice may replace this one: it is deficient or open, and no measure stands that its withdrawal
    /// would end.
    /// </summary>
    public static bool CanBeSuperseded(NoticeState state) =>
        (state is Deficient || IsOpen(state)) && Next(state, Withdraw) == (Outcome.Applied, Withdrawn);
}
