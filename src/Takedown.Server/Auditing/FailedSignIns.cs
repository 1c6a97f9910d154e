using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Takedown.Server.Auditing;

/// <summary>
/// Counts requests with unknown, revoked, expired or misplaced keys by address. The audit trail gets one entry per
/// address and flush, not one per attempt.
/// </summary>
internal sealed class FailedSignIns(AuditLog audit, TimeProvider time, IMeterFactory meters)
{
    /// <summary>The meter of the exported metrics.</summary>
    private const string Meter = "Takedown";

    /// <summary>Addresses counted separately between two flushes; all others are counted together.</summary>
    private const int MaxAddresses = 1000;

    private readonly Counter<long> failed = meters.Create(Meter).CreateCounter<long>(
        "takedown.sign_ins.failed", "{request}", "Requests with an unknown, revoked or expired key.");
    private readonly Lock gate = new();
    private Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private DateTimeOffset? since;

    /// <summary>Exports an initial zero value, which rate queries require.</summary>
    public void ShowZeros() => failed.Add(0);

    public void Count(IPAddress? address)
    {
        failed.Add(1);
        var name = address?.ToString() ?? "unknown";
        lock (gate)
        {
            since ??= time.GetUtcNow();
            if (counts.Count >= MaxAddresses && !counts.ContainsKey(name)) name = "others";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>
    /// Writes the counts to the audit trail. If that fails they are missing there; the metric has them.
    /// </summary>
    public async Task FlushAsync()
    {
        Dictionary<string, long> taken;
        DateTimeOffset? from;
        lock (gate)
        {
            (taken, counts) = (counts, new(StringComparer.Ordinal));
            (from, since) = (since, null);
        }
        foreach (var (address, count) in taken)
        {
            var after = new JsonObject
            {
                ["count"] = count,
                ["since"] = from?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
            await audit.RecordAsync(
                AuditActs.ByServer("sign-in.failed") with { Address = address }, after.ToJsonString());
        }
    }
}
