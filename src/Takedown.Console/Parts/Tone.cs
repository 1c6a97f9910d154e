namespace Takedown.Screens.Parts;

/// <summary>How urgent or settled something is.</summary>
public enum Tone
{
    Plain,
    Good,
    Waiting,
    Bad,
}

/// <summary>The tones of the API's words.</summary>
public static class Tones
{
    private static readonly HashSet<string> Good = new(StringComparer.Ordinal)
    {
        "removed", "met", "resolved", "accepted", "applied", "done", "complete", "signed", "submitted", "locked",
        "approved", "ready", "closed", "fulfilled", "executed", "confirmed", "feedback", "on-time", "answered",
        "active", "delivered", "published", "warned", "suspended", "terminated", "reinstated",
    };

    private static readonly HashSet<string> Bad = new(StringComparer.Ordinal)
    {
        "escalated", "breached", "late", "overdue", "failed", "refused", "not-ready", "dead", "expired", "revoked",
        "undeliverable", "over-threshold", "critical",
    };

    private static readonly HashSet<string> Waiting = new(StringComparer.Ordinal)
    {
        "accepting", "at-risk", "deficient", "open", "pending", "acknowledged", "information-requested", "running",
        "offered", "draft", "failing", "checked", "proposed", "due", "new", "triaged", "requested", "receiving",
        "returned", "restore-due", "waiting",
    };

    public static Tone Of(string word) => Bad.Contains(word) ? Tone.Bad : Waiting.Contains(word) ? Tone.Waiting
        : Good.Contains(word) ? Tone.Good : Tone.Plain;
}
