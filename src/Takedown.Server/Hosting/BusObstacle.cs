namespace Takedown.Server.Hosting;

/// <summary>What the module of the bus knows about its broker, for the readiness check.</summary>
/// <param name="Find">Short public reason why the broker cannot be used; null if none is known.</param>
internal sealed record BusObstacle(Func<string?> Find);
