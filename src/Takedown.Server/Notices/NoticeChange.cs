namespace Takedown.Server.Notices;

/// <summary>A notice before and after its commands, with their events.</summary>
/// <param name="Before">The row as locked by this transaction.</param>
/// <param name="After">The row to store, with a higher version.</param>
/// <param name="Events">Events in the order of the commands.</param>
internal readonly record struct NoticeChange(
    NoticeRow Before, NoticeRow After, IReadOnlyList<(EventKind Kind, EventEntry Entry)> Events);
