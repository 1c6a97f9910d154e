namespace Takedown.Server.Hosting;

/// <summary>What a module tells the operator through readiness although the server is ready.</summary>
/// <param name="Find">Short public sentences; reads memory only.</param>
internal sealed record ReadinessWarning(Func<IEnumerable<string>> Find);
