namespace Takedown.Faults.Topology;

/// <summary>
/// Where a server process works: its directory, its database, and the nodes of its bus in their order.
/// </summary>
internal sealed record Surroundings(string Directory, string Postgres, IReadOnlyList<Uri> Brokers)
{
    /// <summary>The nodes as the setting names them.</summary>
    public string Rabbit => string.Join(',', Brokers);
}
