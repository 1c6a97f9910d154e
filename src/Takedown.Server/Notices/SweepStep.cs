using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Time-based work other than deadlines, such as the expiry of strikes.</summary>
/// <param name="RunAsync">Handles up to the given number of items and returns the number handled.</param>
internal sealed record SweepStep(Func<Session, DateTimeOffset, int, Task<int>> RunAsync);
