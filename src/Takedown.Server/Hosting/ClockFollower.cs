namespace Takedown.Server.Hosting;

/// <summary>
/// Work of a module before and after an advance of the sandbox clock. Followers run in the order of registration, each
/// within the timeout.
/// </summary>
/// <param name="BeforeAsync">Work at the old time; null if there is none.</param>
/// <param name="AfterAsync">Work that is due at the new time.</param>
internal sealed record ClockFollower(
    Func<TimeSpan, CancellationToken, Task>? BeforeAsync, Func<TimeSpan, CancellationToken, Task> AfterAsync);
