
namespace Takedown.Server.Notices;

/// <summary>A notice before and after an act, and what the act tells.</summary>
/// <param name="Before">As this transaction loaded it.</param>
/// <param name="After">The row to store; its version is above the loaded one's.</param>
/// <param name="Entries">In the order they happened.</param>
internal readonly record struct NoticeChange(NoticeRow Before, NoticeRow After, IReadOnlyList<(EventKind Kind, EventEntry EventEntry)> Entries);
