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

            [(Escalated, TakeAction)] = Removed,
            [(Escalated, Reject)] = Rejected,
            [(Escalated, Withdraw)] = Withdrawn,

            [(RestoreDue, Restore)] = Reinstated,

            // The platform corrects its refusal.
            [(Rejected, TakeAction)] = Removed,
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
    /// re-upload or a better founded claim is a new notice with new deadlines.
    /// </summary>
    public static bool IsOpen(NoticeState state) => state switch
    {
        Accepted or Delivered or Acknowledged or InformationRequested or ActionClaimed or Disputed or CounterNoticed
            or AwaitingClaimant or LitigationHold or Escalated => true,
        Removed or RestoreDue or Rejected or Reinstated or Withdrawn or Closed => false,
    };
}
