namespace Takedown.Server.Observability;

/// <summary>Instruments of a module.</summary>
/// <param name="Open">Creates them and shows their zeros, before the first request.</param>
/// <param name="RefreshAsync">Brings gauges up to date before a scrape; null where nothing is read.</param>
internal sealed record MetricsSource(Action Open, Func<CancellationToken, Task>? RefreshAsync = null);
