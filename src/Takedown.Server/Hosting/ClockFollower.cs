namespace Takedown.Server.Hosting;

/// <summary>
/// Work of a module around an advance of the sandbox's clock. Followers run in the order of their registration, each for
/// no longer than the timeout.
/// </summary>
/// <param name="BeforeAsync">What must be done at the old time; null where nothing must.</param>
/// <param name="AfterAsync">What has become due at the new time.</param>
internal sealed record ClockFollower(
    Func<TimeSpan, CancellationToken, Task>? BeforeAsync, Func<TimeSpan, CancellationToken, Task> AfterAsync);
