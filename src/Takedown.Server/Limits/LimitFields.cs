using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Compliance;
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

    private static void Check(TierRule rule, bool serverWide, List<InputFault> faults)
    {
        const int maxOver = 1_000_000, maxDays = 730;
        if (!serverWide) faults.Add("/tierRule", "limit.server-wide");
        if (rule.Below is < 0 or > 1 or double.NaN) faults.Add("/tierRule/below", "value.out-of-range", "0 – 1");
        else if (rule.Back is double.NaN or > 1 || rule.Back < (rule.Below ?? TierRules.Default.Below))
            faults.Add("/tierRule/back", "value.out-of-range", "below – 1");
        if (rule.Over is < TierRules.LeastOver or > maxOver)
            faults.Add("/tierRule/over", "value.out-of-range", $"{TierRules.LeastOver} – {maxOver}");
        if (rule.Days is < 1 or > maxDays) faults.Add("/tierRule/days", "value.out-of-range", $"1 – {maxDays}");
    }

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
        if (given.TierRule is { } rule) Check(rule, serverWide, faults);
        return faults;
    }
}
