using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// What follows from events in their own transaction, such as the messages to platforms. Registered by a module; it
/// runs before the events are stored, for every event, so it looks at the kind first.
/// </summary>
internal delegate Task EventFollower(Session s, IReadOnlyList<EventRow> rows);
