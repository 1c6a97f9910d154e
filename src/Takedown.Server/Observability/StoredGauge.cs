namespace Takedown.Server.Observability;

/// <summary>A number that a module has in its tables, for a gauge that every process reports alike.</summary>
/// <param name="Name">Name of the gauge.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Description">What it says.</param>
/// <param name="Sql">A SELECT of the number along an index; <c>@now</c> is the server's time.</param>
internal sealed record StoredGauge(string Name, string Unit, string Description, string Sql);
