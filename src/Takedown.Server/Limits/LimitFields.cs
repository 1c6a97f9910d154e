using System.Globalization;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Limits;

/// <summary>The fields of <see cref="LimitSet"/> with their bounds.</summary>
internal sealed record LimitFields(
    string Name, Func<LimitSet, long?> Read, long Min, long Max, bool OnlyServerWide = false)
{
    private const int AtOnce = 100_000;

    public static readonly IReadOnlyList<LimitFields> All =
    [
        new("requestsAtOnce", l => l.RequestsAtOnce, 1, AtOnce),
        new("requestsAtOncePerKey", l => l.RequestsAtOncePerKey, 1, AtOnce),
        new("requestsPerMinute", l => l.RequestsPerMinute, 1, 10_000_000),
        new("uploads", l => l.Uploads, 1, AtOnce),
        new("streams", l => l.Streams, 1, AtOnce),
        new("longPolls", l => l.LongPolls, 1, AtOnce),
        new("failedSignIns", l => l.FailedSignIns, 1, 1_000_000, OnlyServerWide: true),
        new("refusedBytesPerDay", l => l.RefusedBytesPerDay, 0, 1L << 40),
        new("evidenceBytes", l => l.EvidenceBytes, 0, 1L << 50),
    ];

    /// <summary>All faults of given limits.</summary>
    public static IReadOnlyList<InputFault> FaultsOf(LimitSet given, bool serverWide)
    {
        var faults = new List<InputFault>();
        foreach (var field in All)
        {
            if (field.Read(given) is not { } value) continue;
            if (field.OnlyServerWide && !serverWide) faults.Add($"/{field.Name}", "limit.server-wide");
            else if (value < field.Min || value > field.Max)
            {
                var range = string.Create(CultureInfo.InvariantCulture, $"{field.Min:N0} – {field.Max:N0}");
                faults.Add($"/{field.Name}", "value.out-of-range", range);
            }
        }
        return faults;
    }
}
