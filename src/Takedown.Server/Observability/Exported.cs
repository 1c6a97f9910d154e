using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Takedown.Server.Observability;

/// <summary>
/// The exported instruments of the frameworks and their labels. Both are allow-lists: other labels of the frameworks
/// contain addresses and the host names of platforms.
/// </summary>
internal static class Exported
{
    /// <summary>The meter of the server's own instruments.</summary>
    public const string Takedown = "Takedown";

    private const string Hosting = "Microsoft.AspNetCore.Hosting";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    private const string Npgsql = "Npgsql";
    private const string Runtime = "System.Runtime";

    /// <summary>
    /// Npgsql reports these two instruments once per pool. If a view merges observations into one series, the SDK keeps
    /// the last one instead of their sum, so the label with the name of the pool stays. The server sets that name.
    /// </summary>
    private const string Pool = "db.client.connection.pool.name";

    public static readonly IReadOnlyList<string> Meters = [Takedown, Hosting, Kestrel, Npgsql, Runtime];

    /// <summary>All labels of the server's own instruments, which are few and chosen deliberately.</summary>
    private static readonly string[] Own =
        ["status", "connector", "outcome", "response", "deadline", "limit", "calendar", "source"];

    private static readonly FrozenDictionary<(string Meter, string Instrument), string[]> Others =
        new Dictionary<(string, string), string[]>
        {
            [(Hosting, "http.server.request.duration")] =
                ["http.request.method", "http.route", "http.response.status_code"],
            [(Hosting, "http.server.active_requests")] = ["http.request.method"],
            [(Kestrel, "kestrel.active_connections")] = [],
            [(Kestrel, "kestrel.rejected_connections")] = [],
            [(Npgsql, "db.client.connection.count")] = [Pool, "db.client.connection.state"],
            [(Npgsql, "db.client.connection.max")] = [Pool],
            [(Npgsql, "db.client.connection.npgsql.pending_requests")] = [],
            [(Npgsql, "db.client.connection.npgsql.timeouts")] = [],
            [(Npgsql, "db.client.operation.duration")] = [],
            [(Npgsql, "db.client.operation.failed")] = [],
            [(Runtime, "dotnet.process.cpu.time")] = ["cpu.mode"],
            [(Runtime, "dotnet.process.cpu.count")] = [],
            [(Runtime, "dotnet.process.memory.working_set")] = [],
            [(Runtime, "dotnet.gc.collections")] = ["gc.heap.generation"],
            [(Runtime, "dotnet.gc.pause.time")] = [],
            [(Runtime, "dotnet.gc.heap.total_allocated")] = [],
            [(Runtime, "dotnet.gc.last_collection.heap.size")] = ["gc.heap.generation"],
            [(Runtime, "dotnet.exceptions")] = [],
        }.ToFrozenDictionary();

    /// <summary>The stream of an instrument; it is dropped if the instrument is not exported.</summary>
    /// <param name="instrument">An instrument of any server in this process.</param>
    /// <param name="meters">
    /// The meter factory of this server. Another server has its own; a process-wide meter has none.
    /// </param>
    public static MetricStreamConfiguration StreamOf(Instrument instrument, IMeterFactory meters)
    {
        var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
        return isOurs && LabelsOf(instrument) is { } labels
            ? new() { TagKeys = labels } : MetricStreamConfiguration.Drop;
    }

    private static string[]? LabelsOf(Instrument instrument) => instrument.Meter.Name == Takedown
        ? Own : Others.GetValueOrDefault((instrument.Meter.Name, instrument.Name));
}
