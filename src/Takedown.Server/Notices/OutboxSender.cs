using System.Data.Common;
using System.Threading.Channels;
using MassTransit;
using Takedown.Server.Messaging;
using Takedown.Server.Observability;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Sends outbox entries to the bus. Callers do not wait: if the sender cannot keep up or the broker is unavailable, the
/// message is dropped and the sweep sends the entry again.
/// </summary>
internal sealed class OutboxSender(
    IBus bus, DirectSends direct, RegistryCache registryCache, Database database, TimeProvider time,
    ILogger<OutboxSender> log) : BackgroundService
{
    public const int MaxNotices = IdSet.MaxIds;

    /// <summary>Minimum number of notices for a message of their own.</summary>
    private const int MinForOwnMessage = 50;

    /// <summary>Concurrent sends that wait for the confirmation of the broker.</summary>
    private const int MaxConcurrentSends = 4;

    /// <summary>Time to send pending entries when the server stops.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time for the confirmation of the broker. The bus itself tries a refused message again only after some seconds,
    /// and over the same channel.
    /// </summary>
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(3);

    private readonly SendFailures failures = new(log);

    private readonly Channel<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> pending =
        Channel.CreateBounded<(OutboxEntry, IReadOnlyList<TraceOrigin>)>(
            new BoundedChannelOptions(100_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="entries">Entries with the traced requests that submitted their notices.</param>
    public void Send(IEnumerable<(OutboxEntry, IReadOnlyList<TraceOrigin>)> entries)
    {
        foreach (var entry in entries) pending.Writer.TryWrite(entry);
    }

    /// <summary>
    /// Sends the pending entries first, so that another process delivers them now instead of the sweep in 30 seconds.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(DrainTimeout, TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        failures.Tell();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Normal shutdown. A host whose start failed would report this exception as a crash.
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var batch = new List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)>();
        // Not disposed: a send that outlives the shutdown still releases its slot.
        var slots = new SemaphoreSlim(MaxConcurrentSends);
        while (await pending.Reader.WaitToReadAsync(stoppingToken))
        {
            // Pending entries are sent together: one message for many single notices.
            batch.Clear();
            while (batch.Count < MaxNotices && pending.Reader.TryRead(out var next)) batch.Add(next);
            // The next entries are sent before the broker confirms these.
            await slots.WaitAsync(stoppingToken);
            _ = SendAsync([.. batch], stoppingToken).ContinueWith(_ => slots.Release(), TaskScheduler.Default);
        }
        for (var slot = 0; slot < MaxConcurrentSends; slot++) await slots.WaitAsync(stoppingToken);
    }

    private async Task SendAsync(
        List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> batch, CancellationToken cancellation)
    {
        try
        {
            // The cached registry usually contains all platforms. The consumer detects a connector that has changed.
            var registry = registryCache.Latest is { } last
                && batch.TrueForAll(d => last.Platforms.ContainsKey(d.Entry.PlatformId))
                ? last : await registryCache.CurrentAsync(cancellation);
            var sets = batch.GroupBy(d => d.Entry.PlatformId).Where(set => registry.Platforms.ContainsKey(set.Key))
                .SelectMany(Group)
                .ToLookup(set => (
                    Queue: AddressOf(registry, set[0].Entry.PlatformId),
                    IsSmall: set.Sum(d => Size(d.Entry)) < MinForOwnMessage));
            // Small sets of several platforms on one queue share a message. The sends run concurrently, because each
            // waits for the confirmation of the broker.
            await Task.WhenAll(sets.SelectMany(s => (s.Key.IsSmall ? Group(s.SelectMany(set => set)) : s)
                .Select(set => SendAsync(s.Key.Queue, set, cancellation))));
        }
        // A cancellation without our token comes from the bus and must not stop the server.
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            await FailAsync(batch, error);
        }
    }

    /// <summary>
    /// Entries whose message never was in a queue need not wait as long as those whose message may still be there.
    /// </summary>
    private async Task FailAsync(
        List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> group, Exception error)
    {
        failures.Add(group.Count, error);
        try
        {
            await database.WriteAsync(s => OutboxStore.HastenAsync(
                s, [.. group.Select(d => d.Entry.Id)], time.GetUtcNow() + OutboxStore.Grace));
        }
        catch (DbException unavailable)
        {
            log.LogDebug(unavailable, "The outbox entries keep their time.");
        }
    }

    private async Task SendAsync(
        Uri address, List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> group,
        CancellationToken cancellation)
    {
        List<DeliverNotices> deliveries =
            [.. group.GroupBy(d => d.Entry.PlatformId, d => d.Entry).Select(platform => new DeliverNotices
            {
                PlatformId = platform.Key,
                NoticeIds = [.. platform.SelectMany(d => d.NoticeIds)],
                OutboxIds = [.. platform.Select(d => d.Id)],
            })];
        using var span = Tracing.Dispatch(deliveries.Sum(d => d.NoticeIds.Count), group.SelectMany(d => d.Origins));
        try
        {
            await (deliveries is [var only]
                ? SendAsync(address, only, cancellation)
                : SendAsync(address, new DeliverNoticeSets { Deliveries = deliveries }, cancellation));
        }
        // A cancellation without our token comes from the bus and must not stop the server.
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            await FailAsync(group, error);
        }
    }

    private async Task SendAsync<T>(Uri address, T message, CancellationToken cancellation) where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (direct.IsPossible) limit.CancelAfter(ConfirmTimeout);
        try
        {
            await (await bus.GetSendEndpoint(address)).Send(message, limit.Token);
        }
        catch (Exception) when (direct.IsPossible && !cancellation.IsCancellationRequested)
        {
            await direct.SendAsync(address, message, cancellation);
        }
    }

    private static Uri AddressOf(RegistrySnapshot registry, Guid platformId) =>
        QueueNames.Address(platformId, registry.Platforms[platformId].Connector!.Value);

    private static int Size(OutboxEntry entry) => entry.Notices.Length / IdSet.Bytes;

    /// <summary>Groups entries up to the size of one message, without splitting an entry.</summary>
    private static IEnumerable<List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)>> Group(
        IEnumerable<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> all)
    {
        var (group, notices) = (new List<(OutboxEntry, IReadOnlyList<TraceOrigin>)>(), 0);
        foreach (var one in all)
        {
            var size = Size(one.Entry);
            if (notices > 0 && notices + size > MaxNotices)
            {
                yield return group;
                (group, notices) = ([], 0);
            }
            group.Add(one);
            notices += size;
        }
        if (group.Count > 0) yield return group;
    }
}
