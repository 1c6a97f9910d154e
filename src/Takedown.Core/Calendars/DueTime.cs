namespace Takedown.Core.Calendars;

/// <summary>A computed due time.</summary>
/// <param name="At">Until when, included.</param>
/// <param name="Provisional">What it was computed from if it is provisional; null for one that stands.</param>
public readonly record struct DueTime(DateTimeOffset At, Provisional? Provisional = null)
{
    /// <summary>A due time that stands.</summary>
    public static implicit operator DueTime(DateTimeOffset at) => new(at);
}
