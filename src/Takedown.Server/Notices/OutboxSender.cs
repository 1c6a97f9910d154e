using System.Threading.Channels;
using MassTransit;
using Takedown.Server.Messaging;
using Takedown.Server.Observability;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Puts accepted notices on the bus. Nobody waits for it: when it cannot keep up or the broker is away, the message is
/// dropped and the sweep finds the notice again.
/// </summary>
internal sealed class OutboxSender(IBus bus, RegistryCache registryCache, ILogger<OutboxSender> log) : BackgroundService
{
    public const int MaxNotices = IdSet.MaxIds;

    /// <summary>From so many on a platform's notices are worth a message.</summary>
    private const int MinForOwnMessage = 50;

    /// <summary>Sends that wait for the broker's word at once.</summary>
    private const int MaxConcurrentSends = 4;

    /// <summary>For what has gathered when the server stops.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> pending =
        Channel.CreateBounded<(OutboxEntry, IReadOnlyList<TraceOrigin>)>(
            new BoundedChannelOptions(100_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="dispatches">Each with the requests its notices came with, where somebody traces them.</param>
    public void Send(IEnumerable<(OutboxEntry, IReadOnlyList<TraceOrigin>)> dispatches)
    {
        foreach (var dispatch in dispatches) pending.Writer.TryWrite(dispatch);
    }

    /// <summary>
    /// What has gathered goes out first: somebody else delivers it now, not the sweep in half a minute.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(DrainTimeout, TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. A host whose start failed would report it as a crash.
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var gathered = new List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)>();
        // Left to the collector: a send that the stop left behind still gives its turn back.
        var turns = new SemaphoreSlim(MaxConcurrentSends);
        while (await pending.Reader.WaitToReadAsync(stoppingToken))
        {
            // What has gathered meanwhile goes out together: one message for many single notices.
            gathered.Clear();
            while (gathered.Count < MaxNotices && pending.Reader.TryRead(out var next)) gathered.Add(next);
            // The next ones need not wait until the broker has these on its disk.
            await turns.WaitAsync(stoppingToken);
            _ = SendAsync([.. gathered], stoppingToken).ContinueWith(_ => turns.Release(), TaskScheduler.Default);
        }
        for (var turn = 0; turn < MaxConcurrentSends; turn++) await turns.WaitAsync(stoppingToken);
    }

    private async Task SendAsync(
        List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> gathered, CancellationToken cancellation)
    {
        try
        {
            // Who accepted them knew their platforms; one that changed its connector since is found out where it is
            // delivered.
            var registry = registryCache.Latest is { } last
                && gathered.TrueForAll(d => last.Platforms.ContainsKey(d.Entry.PlatformId))
                ? last : await registryCache.CurrentAsync(cancellation);
            var sets = gathered.GroupBy(d => d.Entry.PlatformId).Where(set => registry.Platforms.ContainsKey(set.Key))
                .SelectMany(Together)
                .ToLookup(set => (
                    Queue: AddressOf(registry, set[0].Entry.PlatformId),
                    Little: set.Sum(d => Size(d.Entry)) < MinForOwnMessage));
            // Little for one inbox goes with little for others of its queue. All at once: each waits for the broker's
            // word that it has it.
            await Task.WhenAll(sets.SelectMany(s => (s.Key.Little ? Together(s.SelectMany(set => set)) : s)
                .Select(set => SendAsync(s.Key.Queue, set, cancellation))));
        }
        // A cancellation that is not ours is a bus that gave up, no reason to end the server.
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(
                error, "{Dispatches} outbox entries could not be sent. The sweep sends them again.", gathered.Count);
        }
    }

    private async Task SendAsync(
        Uri address, List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> together,
        CancellationToken cancellation)
    {
        List<DeliverNotices> deliveries =
            [.. together.GroupBy(d => d.Entry.PlatformId, d => d.Entry).Select(platform => new DeliverNotices
            {
                PlatformId = platform.Key,
                NoticeIds = [.. platform.SelectMany(d => d.NoticeIds)],
                OutboxIds = [.. platform.Select(d => d.Id)],
            })];
        using var span = Tracing.Dispatch(deliveries.Sum(d => d.NoticeIds.Count), together.SelectMany(d => d.Origins));
        var queue = await bus.GetSendEndpoint(address);
        // The token stops the waiting, not the sending: MassTransit logs a cancelled send as a fault.
        var sent = deliveries is [var only]
            ? queue.Send(only, CancellationToken.None)
            : queue.Send(new DeliverNoticeSets { Deliveries = deliveries }, CancellationToken.None);
        await sent.WaitAsync(cancellation);
    }

    private static Uri AddressOf(RegistrySnapshot registry, Guid platformId) =>
        QueueNames.Address(platformId, registry.Platforms[platformId].Connector!.Value);

    private static int Size(OutboxEntry dispatch) => dispatch.Notices.Length / IdSet.Bytes;

    /// <summary>As many as one message takes, each whole.</summary>
    private static IEnumerable<List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)>> Together(
        IEnumerable<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Origins)> all)
    {
        var (together, notices) = (new List<(OutboxEntry, IReadOnlyList<TraceOrigin>)>(), 0);
        foreach (var one in all)
        {
            var size = Size(one.Entry);
            if (notices > 0 && notices + size > MaxNotices)
            {
                yield return together;
                (together, notices) = ([], 0);
            }
            together.Add(one);
            notices += size;
        }
        if (together.Count > 0) yield return together;
    }
}
