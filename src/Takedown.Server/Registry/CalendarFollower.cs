namespace Takedown.Server.Registry;

/// <summary>Work of a module after a new version of a calendar is stored, before the request is answered.</summary>
/// <param name="RunAsync">Takes some seconds at most and does not fail: the version is stored.</param>
internal sealed record CalendarFollower(Func<CancellationToken, Task> RunAsync);
