using Takedown.Contracts;

namespace Takedown.Core.Compliance;

/// <summary>The steps against a claimant that abuses notices (DSA art. 23(2)): each after a prior warning.</summary>
public static class SenderSteps
{
    /// <summary>The longest suspension at a time; ours (P): the law says "reasonable".</summary>
    public static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(180);

    /// <summary>Why a step cannot be taken; null if it can.</summary>
    public static string? Refusal(SenderStanding? standing, SenderStep step) => step switch
    {
        SenderStep.Warn => standing?.Warning is null ? null : "sender.warned",
        SenderStep.Lower or SenderStep.Suspend when standing?.Warning is null => "sender.warn-first",
        SenderStep.Lower => standing.Lowered is null ? null : "sender.lowered",
        SenderStep.Suspend => null,
        SenderStep.Lift => standing is { Warning: not null } ? null : "sender.no-step",
    };

    /// <summary>How the claimant stands after a change; null if nothing is in force any more.</summary>
    public static SenderStanding? After(SenderStanding? standing, StandingChange change)
    {
        var was = standing ?? new();
        var next = change.Change switch
        {
            StandingChangeKind.Warned => was with { Warning = change },
            StandingChangeKind.Lowered => was with { Lowered = change },
            StandingChangeKind.Suspended => was with { Suspended = change },
            StandingChangeKind.Lifted => new() { ByRule = was.ByRule },
            StandingChangeKind.LoweredByRule => was with { ByRule = change },
            StandingChangeKind.RestoredByRule => was with { ByRule = null },
        };
        return next == new SenderStanding() ? null : next;
    }

    /// <summary>Whether what it sends has the lowest tier.</summary>
    public static bool IsLowered(SenderStanding? standing) => standing is { Lowered: not null } or { ByRule: not null };

    /// <summary>The suspension in force at a time; null for none.</summary>
    public static StandingChange? Suspension(SenderStanding? standing, DateTimeOffset now) =>
        standing?.Suspended is { } suspended && now < suspended.Until ? suspended : null;
}
