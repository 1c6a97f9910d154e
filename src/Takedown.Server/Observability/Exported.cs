using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Takedown.Server.Observability;

/// <summary>
/// Which instruments of others go out, and with which labels. Both are lists of what may: the frameworks' other labels
/// hold addresses and the host names of platforms.
/// </summary>
internal static class Exported
{
    /// <summary>The meter of all our instruments.</summary>
    public const string Takedown = "Takedown";

    private const string Hosting = "Microsoft.AspNetCore.Hosting";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    private const string Npgsql = "Npgsql";
    private const string Runtime = "System.Runtime";

    /// <summary>
    /// Npgsql observes these two once a pool. The SDK does not add up observations that a view makes one series of, it
    /// keeps the last; so the pool's name, which is ours, stays.
    /// </summary>
    private const string Pool = "db.client.connection.pool.name";

    public static readonly IReadOnlyList<string> Meters = [Takedown, Hosting, Kestrel, Npgsql, Runtime];

    /// <summary>Ours are few and chosen with care: all of them.</summary>
    private static readonly string[] Own = ["status", "connector", "outcome", "response", "deadline"];

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

    /// <summary>How an instrument goes out, if it does.</summary>
    /// <param name="instrument">One of any server in this process.</param>
    /// <param name="meters">This server's factory. Another server has its own; a meter of the process has none.</param>
    public static MetricStreamConfiguration StreamOf(Instrument instrument, IMeterFactory meters)
    {
        var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
        return isOurs && LabelsOf(instrument) is { } labels
            ? new() { TagKeys = labels } : MetricStreamConfiguration.Drop;
    }

    private static string[]? LabelsOf(Instrument instrument) => instrument.Meter.Name == Takedown
        ? Own : Others.GetValueOrDefault((instrument.Meter.Name, instrument.Name));
}
