namespace Takedown.Server.Hosting;

/// <summary>
/// Work of a module on the migrated database, before the server is ready. Steps run in the order of registration. If a
/// step fails, all steps run again.
/// </summary>
internal sealed record StartupStep(Func<CancellationToken, Task> RunAsync);
