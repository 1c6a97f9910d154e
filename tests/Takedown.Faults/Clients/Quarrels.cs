using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// A claimant and a platform with an agreement that quarrel about notices on every road, beside everybody else: one
/// notice of each road a turn, and the recalls and own removals of the platform among them.
/// </summary>
internal sealed class Quarrels : IDisposable
{
    public const string Host = "quarrels.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Road> roads = new();
    private readonly ConcurrentQueue<InboxItem> fresh = new();
    private readonly ConcurrentQueue<Guid> toRecall = new();
    private readonly ConcurrentQueue<Guid> recalls = new();
    private readonly InboxReader inbox;
    private readonly Random random;
    private readonly int mostTurns;
    private int recalled, done;

    public Quarrels(
        Guid claimantId, Guid platformId, QuarrelSides sides, Caller regulator, Random random, int mostTurns)
    {
        (ClaimantId, PlatformId, Sides, Regulator) = (claimantId, platformId, sides, regulator);
        (this.random, this.mostTurns) = (random, mostTurns);
        Removals = new(sides.Platform, random);
        inbox = new(sides.Platform, items =>
        {
            foreach (var item in items) fresh.Enqueue(item);
        });
    }

    public Guid ClaimantId { get; }

    public Guid PlatformId { get; }

    public QuarrelSides Sides { get; }

    /// <summary>Whose the breaches of the platform are.</summary>
    public Caller Regulator { get; }

    public OwnRemover Removals { get; }

    /// <summary>The road of each notice that was accepted.</summary>
    public IReadOnlyDictionary<Guid, Road> Roads => roads;

    public IReadOnlyList<InboxItem> Followed => inbox.Seen;

    public IReadOnlyCollection<Guid> Recalls => recalls;

    /// <summary>Sends until stopped. What waits for a second person is confirmed, or withdrawn, at once.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        for (var turn = 0; turn < mostTurns && !stop.IsCancellationRequested; turn++)
        {
            await SendAsync(turn);
            await Removals.RecordAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2000)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Quarrels about what arrives until stopped.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        var reading = inbox.ApplyAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            await QuarrelAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
    }

    /// <summary>Waits until everything that was sent was quarrelled about, before the clock ends it.</summary>
    public async Task SettleAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (done < roads.Values.Count(r => r is not Road.Unconfirmed)
            && TimeProvider.System.GetElapsedTime(start) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    /// <summary>Quarrels about the rest.</summary>
    public async Task FinishAsync()
    {
        await inbox.ReadToEndAsync();
        await QuarrelAsync();
    }

    /// <summary>The platform ends the measures that have to end, but for those that it keeps.</summary>
    public async Task RestoreAsync()
    {
        var due = await Sides.Claimant.CallAsync(
            api => api.Claimant.ListNoticesAsync(NoticeState.RestoreDue, limit: 1000));
        await Parallel.ForEachAsync(
            due.Items.Where(n => roads[n.Id] is not Road.Kept), Six,
            async (notice, _) => await Sides.SayAsync(notice.Id, ResponseKind.Restored));
    }

    private static readonly ParallelOptions Six = new() { MaxDegreeOfParallelism = 6 };

    private async Task SendAsync(int turn)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"quarrels-{turn}");
        var all = Enum.GetValues<Road>();
        var answer = await Sides.Claimant.CallAsync(api => api.Claimant.SubmitAsync(
            [.. all.Select(road => Notice(road, turn))], key));
        foreach (var (road, result) in all.Zip(answer.Results!))
        {
            var id = result.NoticeId!.Value;
            roads[id] = road;
            if (road is Road.Confirmed)
                await Sides.ActAsync(Sides.Second, id, "confirmed", $"/v1/notices/{id}/confirmation", new { });
            if (road is Road.Unconfirmed) await Sides.ClaimAsync(id, "withdrawn", "withdrawal", new { });
        }
    }

    private static NoticeInput Notice(Road road, int turn) => new()
    {
        Work = new() { Title = "The Long Road Home", Type = "film-tv" },
        // A port of its own is a whole domain of its own.
        Target = new()
        {
            Url = road is Road.Confirmed or Road.Unconfirmed
                ? string.Create(CultureInfo.InvariantCulture, $"https://{Host}:{9000 + (turn * 50) + (int)road}/")
                : string.Create(CultureInfo.InvariantCulture, $"https://{Host}/{turn}/{(int)road}"),
        },
        RightsHolder = new() { Name = "Long Road Pictures" },
        Evidence = [new() { Kind = "screenshot", Url = "https://evidence.example/1.png" }],
    };

    private async Task QuarrelAsync()
    {
        var now = new List<InboxItem>();
        // What was sent and not yet answered comes back in a moment.
        for (var count = fresh.Count; count > 0 && fresh.TryDequeue(out var item); count--)
        {
            if (roads.ContainsKey(item.NoticeId)) now.Add(item);
            else fresh.Enqueue(item);
        }
        await Parallel.ForEachAsync(now, Six, async (item, _) =>
        {
            var road = roads[item.NoticeId];
            await Sides.GoAsync(road, item);
            if (road is Road.RecalledRemoved or Road.RecalledOpen or Road.RecalledRefused)
                toRecall.Enqueue(item.NoticeId);
        });
        await RecallAsync();
        done += now.Count;
    }

    private async Task RecallAsync()
    {
        List<Guid> ids = [];
        while (toRecall.TryDequeue(out var id)) ids.Add(id);
        if (ids.Count == 0) return;
        var key = string.Create(CultureInfo.InvariantCulture, $"recall-{++recalled}");
        var recall = await Sides.Claimant.SendAsync(
            HttpMethod.Post, "/v1/recalls", new { noticeIds = ids, reason = "Licensed after all" }, key);
        if (recall is not null) recalls.Enqueue(IdOf(recall));
    }

    public void Dispose()
    {
        foreach (var caller in new[] { Sides.Claimant, Sides.Second, Sides.Platform, Regulator }) caller.Dispose();
    }

    private static Guid IdOf(JsonNode node) => node["id"]!.GetValue<Guid>();
}

/// <summary>What the platform removed without a notice, each list sent twice, as after a lost answer.</summary>
internal sealed class OwnRemover(Caller platform, Random random)
{
    private readonly List<Guid> recorded = [];
    private int turn;

    /// <summary>The ids that were answered.</summary>
    public IReadOnlyList<Guid> Recorded => recorded;

    public async Task RecordAsync()
    {
        turn++;
        var items = Enumerable.Range(0, random.Next(1, 20)).Select(i => new
        {
            url = string.Create(CultureInfo.InvariantCulture, $"https://{Quarrels.Host}/own/{turn}/{i}"),
            workType = "film-tv", mode = "clipping", measure = "removed", at = "2026-01-02T03:04:05Z",
            ground = "Patrol",
        }).ToList();
        foreach (var again in new[] { false, true })
        {
            var answer = await platform.SendAsync(HttpMethod.Post, "/v1/own-removals", new { items });
            if (answer is null || again) continue;
            recorded.AddRange(answer["results"]!.AsArray().Select(r => r!["id"]!.GetValue<Guid>()));
        }
    }
}
