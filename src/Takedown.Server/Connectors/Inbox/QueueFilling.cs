using System.Diagnostics;
using System.Threading.Channels;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>
/// Moves the position of a platform's queue to the end of its inbox, after the queue was read. The notices on the way
/// are locked, so that an answer comes either before, and is seen here, or afterwards, and sees the position.
/// </summary>
internal sealed class QueueFilling(
    Database database, NoticeStore notices, DatabaseStartup startup, ILogger<QueueFilling> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), startup, log)
{
    private const int Step = 1_000, MaxPlatforms = 1_000;

    private static readonly Table<QueuePosition> Positions = new("queue_cursors",
    [
        new("platform_id", ColumnType.Id, p => p.PlatformId), new("seq", ColumnType.Number, p => p.Seq),
    ]);

    private readonly Channel<Guid> read = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(MaxPlatforms) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for it. What finds no place is asked for by the next read.</summary>
    public void Want(Guid platformId) => read.Writer.TryWrite(platformId);

    /// <summary>Moves the position by up to a thousand notices.</summary>
    /// <returns>Whether there are more.</returns>
    public Task<bool> StepAsync(Guid platformId) => database.WriteSetAsync(async s =>
    {
        await s.LockAsync($"queue {platformId}");
        var position = await s.FirstAsync<long?>(
            "SELECT seq FROM queue_cursors WHERE platform_id = @platformId", new { platformId });
        var next = await s.QueryAsync<InboxPosition>(
            $"""
            SELECT notice_id, seq FROM inbox WHERE platform_id = @platformId AND seq > @after
                {InboxStore.BelowFirstInFlight}
            ORDER BY seq LIMIT @take
            """,
            new { platformId, after = position ?? -1, take = Step });
        if (next.Count == 0) return false;
        var locked = await notices.LockAsync(s, [.. next.Select(n => n.NoticeId)], database.Dialect.ForUpdate);
        await WaitingNotices.AddAsync(s, [.. locked.Values.Where(WaitingNotices.Waits)]);
        await s.InsertAsync(
            Positions, [new() { PlatformId = platformId, Seq = next[^1].Seq }],
            "(platform_id) DO UPDATE SET seq = excluded.seq");
        return next.Count == Step;
    });

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        var wanted = new HashSet<Guid>();
        while (read.Reader.TryRead(out var one)) wanted.Add(one);
        // A step for each platform in turn, so that a large inbox holds up nobody; and half of the time is others'.
        while (wanted.Count > 0)
        {
            foreach (var platformId in wanted.ToList())
            {
                var began = Stopwatch.GetTimestamp();
                if (!await StepAsync(platformId)) wanted.Remove(platformId);
                else await Task.Delay(Stopwatch.GetElapsedTime(began), TimeProvider.System, stop);
            }
        }
    }

    protected override async Task WaitForNextAsync(CancellationToken stop) => await read.Reader.WaitToReadAsync(stop);

    private sealed record InboxPosition
    {
        public Guid NoticeId { get; init; }
        public long Seq { get; init; }
    }
}
