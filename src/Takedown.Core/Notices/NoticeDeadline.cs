using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>
/// One entry of the table of deadlines: the commands that start, stop, pause and cancel a deadline of a notice, and the
/// effect of a missed due time.
/// </summary>
public sealed record NoticeDeadline
{
    /// <summary>The deadline.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>
    /// The time limit under a policy, for a tier, when a command starts the deadline; null if the policy sets none.
    /// </summary>
    public required Func<SlaPolicy, Tier, NoticeCommand, TimeLimit?> Limit { get; init; }

    /// <summary>Commands that start the deadline when they are applied.</summary>
    public IReadOnlyList<NoticeCommand> StartedBy { get; init; } = [];

    /// <summary>Commands that fulfil the deadline, in time or late.</summary>
    public IReadOnlyList<NoticeCommand> MetBy { get; init; } = [];

    /// <summary>Commands that cancel the deadline.</summary>
    public IReadOnlyList<NoticeCommand> CancelledBy { get; init; } = [];

    /// <summary>Commands that pause the deadline.</summary>
    public IReadOnlyList<NoticeCommand> PausedBy { get; init; } = [];

    /// <summary>Commands that end the pause.</summary>
    public IReadOnlyList<NoticeCommand> ResumedBy { get; init; } = [];

    /// <summary>Commands that move the due time to a later one.</summary>
    public IReadOnlyList<NoticeCommand> ExtendedBy { get; init; } = [];

    /// <summary>Commands that are refused after the due time, whether or not the sweep has run.</summary>
    public IReadOnlyList<NoticeCommand> TooLateFor { get; init; } = [];

    /// <summary>
    /// Whether passing the due time is a breach, which stays on record. Otherwise the deadline leaves no trace on the
    /// notice when it ends.
    /// </summary>
    public bool IsBreach { get; init; } = true;

    /// <summary>
    /// Command that is applied when the due time passes; <see cref="NoticeCommand.Escalate"/> only under policies that
    /// escalate breaches.
    /// </summary>
    public NoticeCommand? OnExpiry { get; init; }

    /// <summary>
    /// States in which the deadline can run; null for every state. It starts only where its command leads to one.
    /// </summary>
    public IReadOnlyList<NoticeState>? States { get; init; }

    /// <summary>States from which its commands start the deadline; null for every state.</summary>
    public IReadOnlyList<NoticeState>? From { get; init; }

    /// <summary>
    /// Whether a breach is put before the regulator while the state stays as it is, under policies that escalate
    /// breaches.
    /// </summary>
    public bool EscalatesInPlace { get; init; }

    /// <summary>Whether the deadline can start with a change from one state to another.</summary>
    public bool CanStart(NoticeState from, NoticeState to) => CanRunIn(to) && From?.Contains(from) is not false;

    /// <summary>Whether the deadline can run in a state.</summary>
    public bool CanRunIn(NoticeState state) => States?.Contains(state) is not false;

    /// <summary>Whether the policy's reminders, fractions of the time limit, apply.</summary>
    public bool HasReminders { get; init; }
}
