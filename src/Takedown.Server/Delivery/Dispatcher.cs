using System.Threading.Channels;
using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Server.Telemetry;

namespace Takedown.Server.Delivery;

/// <summary>
/// Puts accepted notices on the bus. Nobody waits for it: when it cannot keep up or the broker is away, the message is
/// dropped and the sweep finds the notice again.
/// </summary>
internal sealed class Dispatcher(IBus bus, Rosters rosters, ILogger<Dispatcher> log) : BackgroundService
{
    public const int MaxNotices = 500;

    /// <summary>For what has gathered when the server stops.</summary>
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    private readonly Channel<(Guid Platform, Guid Notice, Origin? Origin)> pending =
        Channel.CreateBounded<(Guid, Guid, Origin?)>(new BoundedChannelOptions(2_000_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    public void Send(IEnumerable<(Guid Platform, Guid Notice)> notices)
    {
        var origin = Tracing.Here;
        foreach (var (platform, notice) in notices) pending.Writer.TryWrite((platform, notice, origin));
    }

    /// <summary>What has gathered goes out first: somebody else delivers it now, not the sweep in half a minute.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(Parting, TimeProvider.System, cancellationToken)
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
        var byPlatform = new Dictionary<Guid, List<(Guid Notice, Origin? Origin)>>();
        while (await pending.Reader.WaitToReadAsync(stoppingToken))
        {
            // What has gathered meanwhile goes out together: one message for many single notices.
            byPlatform.Clear();
            for (var taken = 0; taken < 20 * MaxNotices && pending.Reader.TryRead(out var next); taken++)
            {
                if (!byPlatform.TryGetValue(next.Platform, out var notices)) byPlatform[next.Platform] = notices = [];
                notices.Add((next.Notice, next.Origin));
            }
            await SendAsync(byPlatform, stoppingToken);
        }
    }

    private async Task SendAsync(Dictionary<Guid, List<(Guid Notice, Origin? Origin)>> byPlatform, CancellationToken cancellation)
    {
        try
        {
            var roster = await rosters.CurrentAsync(cancellation);
            foreach (var (platformId, notices) in byPlatform)
            {
                if (!roster.Platforms.TryGetValue(platformId, out var platform)) continue;
                var queue = await bus.GetSendEndpoint(DeliveryQueues.Address(platform));
                foreach (var chunk in notices.Chunk(MaxNotices))
                {
                    using var span = Tracing.Dispatch(chunk);
                    // The token stops the waiting, not the sending: MassTransit logs a cancelled send as a fault.
                    await queue.Send(new DeliverNotices { PlatformId = platformId, NoticeIds = Array.ConvertAll(chunk, n => n.Notice) }, CancellationToken.None)
                        .WaitAsync(cancellation);
                }
            }
        }
        // A cancellation that is not ours is a bus that gave up, no reason to end the server.
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(error, "Could not put {Platforms} platforms' notices on the bus; the sweep will.", byPlatform.Count);
        }
    }
}
