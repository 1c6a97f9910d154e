using System.Globalization;
using Takedown.Server.Hosting;
using Takedown.Server.Registry;
using Takedown.Server.Transparency.Readers;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>Copies the compliance counters, summed by month and platform, to where the public record lies.</summary>
internal sealed class PublicFigures(
    Database database, IPublicRecord record, RegistryCache registryCache, TakedownOptions options)
{
    private const int Hour = 3600;

    /// <summary>The last two months change; the others are corrected now and then.</summary>
    private static readonly TimeSpan OfTwoMonths = TimeSpan.FromSeconds(10), OfAll = TimeSpan.FromHours(6);

    private DateTimeOffset? copied, copiedAll;

    /// <summary>Copies what may have changed since the last time, if it is time.</summary>
    public async Task CopyAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!options.Transparency.PublishesCounts || !IsDue(copied, OfTwoMonths, now)) return;
        var all = IsDue(copiedAll, OfAll, now);
        var registry = await registryCache.CurrentAsync(cancellation);
        var counts = await database.ReportAsync(s => ReadAsync(s, registry, all, now), cancellation);
        await record.PutCountsAsync(counts, cancellation);
        if (options.Transparency is { IsMongo: true, PublishesNotices: false }) await CopyReadersAsync(cancellation);
        copied = now;
        if (all) copiedAll = now;
    }

    /// <summary>
    /// Where no notices are published nobody follows the events. The keys are few, and those that the record has in the
    /// same version stay as they are.
    /// </summary>
    private async Task CopyReadersAsync(CancellationToken cancellation) => await record.PutReadersAsync(
        [.. (await database.ReadAsync(RecordReaderStore.AllAsync, cancellation)).Select(r => r.Key)], cancellation);

    /// <summary>The clock of a sandbox may be moved by years.</summary>
    private static bool IsDue(DateTimeOffset? last, TimeSpan interval, DateTimeOffset now) =>
        last is not { } at || now < at || now - at >= interval;

    private const string First = "SELECT MIN(hour) FROM compliance_hours";

    private static async Task<IReadOnlyList<PublicCount>> ReadAsync(
        Session s, RegistrySnapshot registry, bool all, DateTimeOffset now)
    {
        var month = MonthOf(now).AddMonths(-1);
        if (all && await s.FirstAsync<long?>(First) is { } first)
            month = MonthOf(DateTimeOffset.FromUnixTimeSeconds(first * Hour)) is var earliest && earliest < month
                ? earliest : month;
        List<PublicCount> counts = [];
        for (; month <= now; month = month.AddMonths(1)) counts.AddRange(await OfMonthAsync(s, registry, month, now));
        return counts;
    }

    private static DateTimeOffset MonthOf(DateTimeOffset at) =>
        new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Name(DateTimeOffset month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static readonly string[] Sums =
        ["received", "delivered", "on_time", "late", "breached", "removed", "rejected", "withdrawn", "account_actions"];

    private static readonly string OfMonth =
        $"""
        SELECT platform_id, {string.Join(", ", Sums.Select(c => $"CAST(SUM({c}) AS BIGINT) AS {c}"))}
        FROM compliance_hours WHERE hour >= @from AND hour < @before GROUP BY platform_id
        """;

    private static async Task<IEnumerable<PublicCount>> OfMonthAsync(
        Session s, RegistrySnapshot registry, DateTimeOffset month, DateTimeOffset now) =>
        (await s.QueryAsync<PublicCount>(OfMonth, new
        {
            from = month.ToUnixTimeSeconds() / Hour,
            before = month.AddMonths(1).ToUnixTimeSeconds() / Hour,
        })).Select(c => c with
        {
            Month = Name(month),
            PlatformName = registry.Platforms[c.PlatformId].Name,
            Region = registry.Platforms[c.PlatformId].Region,
            At = now,
        });
}
