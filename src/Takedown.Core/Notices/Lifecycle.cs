using System.Collections.Frozen;
using Takedown.Contracts;
using static Takedown.Contracts.NoticeState;
using static Takedown.Core.Notices.NoticeCommand;

namespace Takedown.Core.Notices;

/// <summary>Everything that can happen to a notice on the main road.</summary>
public enum NoticeCommand
{
    /// <summary>It entered the platform's designated system.</summary>
    Deliver,
    /// <summary>The platform confirmed receipt.</summary>
    Acknowledge,
    /// <summary>The platform asked for a named element.</summary>
    RequestInformation,
    /// <summary>The claimant answered.</summary>
    SupplyInformation,
    /// <summary>The claimant did not answer in time.</summary>
    LetInformationExpire,
    /// <summary>The platform took a measure and its word stands.</summary>
    TakeAction,
    /// <summary>The platform refused.</summary>
    Reject,
    /// <summary>The platform ended its measure.</summary>
    Restore,
    /// <summary>The claimant took it back.</summary>
    Withdraw,
    /// <summary>The act deadline was breached.</summary>
    Escalate,
}

/// <summary>What an act comes to.</summary>
public enum Outcome
{
    /// <summary>It changes the notice.</summary>
    Applied,
    /// <summary>It says what is already so.</summary>
    Unchanged,
    /// <summary>It may not happen now; nothing changes.</summary>
    Refused,
}

/// <summary>
/// The transition table of a notice, after Packs/README.md. A pair that is in neither list is refused. A response that
/// arrives after the step it confirms (an acknowledgement of what is removed already) is old news, not a mistake:
/// networks reorder.
/// </summary>
public static class Lifecycle
{
    private static readonly FrozenDictionary<(NoticeState From, NoticeCommand Act), NoticeState> Moves =
        new Dictionary<(NoticeState, NoticeCommand), NoticeState>
        {
            [(Accepted, Deliver)] = Delivered,
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
    /// What <paramref name="act"/> does to a notice in <paramref name="from"/>, and where it stands then.
    /// </summary>
    public static (Outcome Outcome, NoticeState State) Next(NoticeState from, NoticeCommand act) =>
        Moves.TryGetValue((from, act), out var to) ? (Outcome.Applied, to)
        : AlreadyApplied.Contains((from, act)) ? (Outcome.Unchanged, from)
        : (Outcome.Refused, from);

    /// <summary>
    /// Whether the same claim again would be a duplicate: somebody still has to act on this one. An answered notice is
    /// not open, so a re-upload or a better founded claim is a new notice with a new clock; nor is one taken back.
    /// </summary>
    public static bool IsOpen(NoticeState state) => state switch
    {
        Accepted or Delivered or Acknowledged or InformationRequested or ActionClaimed or Disputed or CounterNoticed
            or AwaitingClaimant or LitigationHold or Escalated => true,
        Removed or RestoreDue or Rejected or Reinstated or Withdrawn or Closed => false,
    };
}
