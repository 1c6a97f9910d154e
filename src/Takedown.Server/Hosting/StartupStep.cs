namespace Takedown.Server.Hosting;

/// <summary>
/// Work of a module on the migrated database, before the server is ready. Steps run in the order of their registration,
/// and all of them again if one fails.
/// </summary>
internal sealed record StartupStep(Func<CancellationToken, Task> RunAsync);
