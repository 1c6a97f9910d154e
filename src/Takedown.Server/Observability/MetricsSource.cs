namespace Takedown.Server.Observability;

/// <summary>The instruments of a module.</summary>
/// <param name="Open">Creates the instruments with their zero values, before the first request.</param>
/// <param name="RefreshAsync">Refreshes gauges before a scrape; null if nothing is read.</param>
internal sealed record MetricsSource(Action Open, Func<CancellationToken, Task>? RefreshAsync = null);
