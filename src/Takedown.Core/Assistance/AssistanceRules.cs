using Takedown.Contracts;

namespace Takedown.Core.Assistance;

/// <summary>What the asked body does with a request.</summary>
public enum AssistanceAct
{
    /// <summary>Takes it on.</summary>
    Accept,
    /// <summary>Replies.</summary>
    Reply,
    /// <summary>Refuses.</summary>
    Refuse,
    /// <summary>Passes it to another body.</summary>
    Transfer,
}

/// <summary>The rules of assistance between bodies: asked, accepted, then replied or refused.</summary>
public static class AssistanceRules
{
    /// <summary>Working days for a reply where none are asked for; ours, no law gives a number.</summary>
    public const int WorkingDays = 10;

    /// <summary>What has the filing data of sites (B07–B09).</summary>
    private static readonly string[] FilingFunctions = ["telecom", "industry-it"];

    /// <summary>The code of what forbids an act; null if nothing does.</summary>
    public static string? Obstacle(AssistanceStatus status, AssistanceAct act) => (status, act) switch
    {
        (AssistanceStatus.Asked, _) => null,
        (AssistanceStatus.Accepted, AssistanceAct.Accept) => "assistance.accepted",
        (AssistanceStatus.Accepted, _) => null,
        _ => "assistance.answered",
    };

    /// <summary>Whether a body with these functions can be asked for it.</summary>
    public static bool CanAnswer(AssistanceKind kind, IReadOnlyList<string> functions) =>
        kind is not AssistanceKind.IcpFiling || functions.Any(f => FilingFunctions.Contains(f));
}
