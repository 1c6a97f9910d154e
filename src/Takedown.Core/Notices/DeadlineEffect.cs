namespace Takedown.Core.Notices;

/// <summary>What a command does to a deadline.</summary>
[Flags]
internal enum DeadlineEffect
{
    None = 0,
    Start = 1,
    Meet = 2,
    Cancel = 4,
    Pause = 8,
    Resume = 16,
    RefuseLate = 32,
    Extend = 64,
}

internal static class DeadlineEffects
{
    /// <summary>What a command does to the deadline of an entry.</summary>
    public static DeadlineEffect EffectOf(this NoticeDeadline rule, NoticeCommand command)
    {
        DeadlineEffect If(IReadOnlyList<NoticeCommand> commands, DeadlineEffect effect) =>
            commands.Contains(command) ? effect : DeadlineEffect.None;

        return If(rule.StartedBy, DeadlineEffect.Start)
            | If(rule.MetBy, DeadlineEffect.Meet)
            | If(rule.CancelledBy, DeadlineEffect.Cancel)
            | If(rule.PausedBy, DeadlineEffect.Pause)
            | If(rule.ResumedBy, DeadlineEffect.Resume)
            | If(rule.TooLateFor, DeadlineEffect.RefuseLate)
            | If(rule.ExtendedBy, DeadlineEffect.Extend);
    }
}
