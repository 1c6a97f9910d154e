using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Takedown.Server.Observability;

/// <summary>
/// Which instruments of others go out, and with which labels. Both are lists of what may: the frameworks' other labels
/// hold addresses, pool names with the connection string, and host names of platforms.
/// </summary>
internal static class Exported
{
    /// <summary>The meter of all our instruments.</summary>
    public const string Takedown = "Takedown";

    public const string Hosting = "Microsoft.AspNetCore.Hosting";
    public const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    public const string Npgsql = "Npgsql";
    public const string Runtime = "System.Runtime";

    public static readonly IReadOnlyList<string> Meters = [Takedown, Hosting, Kestrel, Npgsql, Runtime];

    /// <summary>Ours are few and chosen with care: all of them.</summary>
    private static readonly string[] Own = ["status", "connector", "outcome", "response", "deadline"];

    private static readonly FrozenDictionary<(string Meter, string Instrument), string[]> Others = new Dictionary<(string, string), string[]>
    {
        [(Hosting, "http.server.request.duration")] = ["http.request.method", "http.route", "http.response.status_code"],
        [(Hosting, "http.server.active_requests")] = ["http.request.method"],
        [(Kestrel, "kestrel.active_connections")] = [],
        [(Kestrel, "kestrel.rejected_connections")] = [],
        [(Npgsql, "db.client.connection.count")] = ["db.client.connection.state"],
        [(Npgsql, "db.client.connection.max")] = [],
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
        [(Runtime, "dotnet.thread_pool.thread.count")] = [],
        [(Runtime, "dotnet.thread_pool.queue.length")] = [],
        [(Runtime, "dotnet.exceptions")] = [],
    }.ToFrozenDictionary();

    /// <summary>The runtime declares these as counters, but they fall.</summary>
    public static bool Falls(Instrument instrument) => instrument.Name is "dotnet.thread_pool.thread.count" or "dotnet.thread_pool.queue.length";

    /// <summary>The labels an instrument goes out with; null where it does not go out.</summary>
    public static string[]? LabelsOf(Instrument instrument) =>
        instrument.Meter.Name == Takedown ? Own : Others.GetValueOrDefault((instrument.Meter.Name, instrument.Name));
}
