using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Watches;

/// <summary>
/// Looks at all watches by the counters, and tells each crossing once: an alert of the watch, and an event in the feed
/// of the platform. The state moves in the transaction that tells, so that several processes tell it once.
/// </summary>
internal sealed class WatchRun(
    Database database, Rankings rankings, RegistryCache registryCache, EventStore events, Ids ids, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private const string All =
        "SELECT id, organisation_id, name, query, threshold, created_at FROM watches ORDER BY id";

    private const string Cross =
        """
        INSERT INTO watch_states (watch_id, platform_id, crossed) VALUES (@watch, @platform, 1)
        ON CONFLICT (watch_id, platform_id) DO UPDATE SET crossed = 1 WHERE watch_states.crossed = 0
        """;

    private const string Normal =
        "UPDATE watch_states SET crossed = 0 WHERE watch_id = @watch AND platform_id = @platform AND crossed = 1";

    private const string Alert =
        "INSERT INTO watch_alerts (id, watch_id, platform_id, at, value, n) "
            + "SELECT @id, @watch, @platform, @now, @value, @n "
            + "WHERE EXISTS (SELECT 1 FROM watches WHERE id = @watch)";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var watches = await database.ReadAsync(s => s.QueryAsync<WatchRow>(All), cancellation);
        if (watches.Count == 0) return;
        var registry = await registryCache.CurrentAsync(cancellation);
        var crossed = await database.ReadAsync(
            s => WatchStore.CrossedAsync(s, watches.Select(w => w.Id)), cancellation);
        foreach (var watch in watches)
        {
            cancellation.ThrowIfCancellationRequested();
            await LookAsync(watch, registry, [.. crossed[watch.Id]]);
        }
    }

    private async Task LookAsync(WatchRow watch, RegistrySnapshot registry, HashSet<Guid> crossed)
    {
        var (query, now) = (watch.Asks, time.GetUtcNow());
        if (!Metrics.All.TryGetValue(query.Metric ?? "", out var metric)) return;
        var span = query.Window is { } text ? Spans.Read(text, WatchValidator.MaxWindow) ?? Window : Window;
        var period = Period.Hours(ReportZone.HourOf(now - span) + 1, ReportZone.HourOf(now));
        IReadOnlyList<Guid> platforms =
        [
            .. registry.PlatformsOf(watch.OrganisationId).Where(id => registry.Platforms[id] is var p
                && (query.Platform is null || query.Platform == id)
                && (query.ServiceType is null || query.ServiceType == p.ServiceType)
                && (query.Region is null || Core.Routing.Region.IsWithin(p.Region, query.Region))),
        ];
        if (platforms.Count == 0) return;
        var counts = await rankings.CountsAsync(platforms, period, query.WorkType, query.Mode);
        foreach (var platform in platforms)
        {
            var own = counts.GetValueOrDefault(platform) ?? new();
            var (value, n) = (metric.Value(own), metric.N(own));
            var was = crossed.Contains(platform);
            var (next, tells) = watch.Crossing.Next(was, value, n);
            if (tells) await TellAsync(watch, query, platform, value!.Value, n, now);
            else if (was && !next) await CalmAsync(watch.Id, platform);
        }
    }

    private Task<int> CalmAsync(Guid watch, Guid platform) =>
        database.WriteAsync(s => s.ExecuteAsync(Normal, new { watch, platform }));

    private Task TellAsync(
        WatchRow watch, WatchQuery query, Guid platform, double value, long n, DateTimeOffset now) =>
        database.WriteAsync(async s =>
        {
            // Another process has told it.
            if (await s.ExecuteAsync(Cross, new { watch = watch.Id, platform }) == 0) return;
            var alert = new { id = ids.Next(), watch = watch.Id, platform, now, value, n };
            // Meanwhile deleted.
            if (await s.ExecuteAsync(Alert, alert) == 0) return;
            await events.AppendAsync(s,
            [
                new EventRow
                {
                    At = now,
                    Kind = EventKind.WatchCrossed,
                    PlatformId = platform,
                    Entries =
                    [
                        new EventEntry
                        {
                            Id = alert.id,
                            Reason = new() { Code = "watch-crossed", Text = Text(watch, query, value, n) },
                        },
                    ],
                },
            ]);
        });

    /// <summary>
    /// Data, for machines and people of any language: the name, the metric, its value and the threshold.
    /// </summary>
    private static string Text(WatchRow watch, WatchQuery query, double value, long n) => string.Create(
        CultureInfo.InvariantCulture,
        $"{watch.Name}: {query.Metric} = {value:0.####} ({watch.Limit.Op!.Value.Word()} {watch.Limit.Value}, n = {n})");
}
