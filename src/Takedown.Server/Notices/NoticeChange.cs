namespace Takedown.Server.Notices;

/// <summary>A notice before and after an act, and the events of it.</summary>
/// <param name="Before">As this transaction locked it.</param>
/// <param name="After">The row to store; its version is higher than before.</param>
/// <param name="Events">In the order in which they happened.</param>
internal readonly record struct NoticeChange(
    NoticeRow Before, NoticeRow After, IReadOnlyList<(EventKind Kind, EventEntry Entry)> Events);
