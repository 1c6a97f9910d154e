using System.Collections.Concurrent;
using System.Globalization;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>An answer that a platform handed in to be held.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="NoticeId">The notice.</param>
/// <param name="Undone">Whether it was taken back; null if nothing tells that any more.</param>
internal sealed record Held(Guid PlatformId, Guid NoticeId, bool? Undone);

/// <summary>
/// Hands in answers to many notices at once, and takes a third of the sets back, a third by half, before or after they
/// have gone out.
/// </summary>
internal sealed class Holding(Guid platformId, Caller caller, Random random)
{
    private const int MostNotices = 300, MostSeconds = 7;

    /// <summary>A request that took longer was repeated.</summary>
    private static readonly TimeSpan Once = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Guid> fresh = new();
    private readonly ConcurrentQueue<Held> held = new();
    private int turn;

    public IReadOnlyCollection<Held> Held => held;

    public void Add(IEnumerable<Guid> notices)
    {
        foreach (var notice in notices) fresh.Enqueue(notice);
    }

    public async Task LiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await HoldAsync(takesBack: true, stop);
            await PauseAsync(TimeSpan.FromMilliseconds(random.Next(200, 900)), stop);
        }
    }

    /// <summary>Hands in the rest, which goes out.</summary>
    public async Task FinishAsync()
    {
        while (!fresh.IsEmpty) await HoldAsync(takesBack: false, default);
    }

    private async Task HoldAsync(bool takesBack, CancellationToken stop)
    {
        List<Guid> ids = [];
        for (var most = random.Next(1, MostNotices); ids.Count < most && fresh.TryDequeue(out var id);) ids.Add(id);
        if (ids.Count == 0) return;
        var started = TimeProvider.System.GetTimestamp();
        var act = await caller.SendAsync(HttpMethod.Post, "/v1/held-answers", new
        {
            noticeIds = ids, response = "action-taken", measure = "removed", seconds = 5,
        }, string.Create(CultureInfo.InvariantCulture, $"hold-{platformId}-{++turn}"));
        if (act is null)
        {
            // Too many are held.
            Add(ids);
            return;
        }
        // A repetition after a jump of the clock by a day is another act, and the first one goes out by itself.
        var isOne = TimeProvider.System.GetElapsedTime(started) < Once;
        var undone = takesBack && isOne ? await TakeBackAsync(act["id"]!.GetValue<Guid>(), ids, stop) : [];
        foreach (var id in ids) held.Enqueue(new(platformId, id, undone?.Contains(id)));
    }

    /// <returns>What was taken back; null if the act is forgotten.</returns>
    private async Task<HashSet<Guid>?> TakeBackAsync(Guid act, List<Guid> ids, CancellationToken stop)
    {
        List<Guid> wanted = random.Next(3) switch
        {
            0 => ids,
            1 => [.. ids.Where((_, i) => i % 2 == 0)],
            _ => [],
        };
        if (wanted.Count == 0) return [];
        await PauseAsync(TimeSpan.FromSeconds(random.Next(MostSeconds)), stop);
        if (await caller.SendAsync(HttpMethod.Post, $"/v1/held-answers/{act}/undo", new { ids = wanted }) is not null)
            return [.. wanted];
        var rows = await caller.SendAsync(HttpMethod.Get, $"/v1/held-answers/{act}/rows?status=undone&limit=1000");
        return rows is null ? null : [.. rows["items"]!.AsArray().Select(r => r!["id"]!.GetValue<Guid>())];
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken stop) =>
        await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
