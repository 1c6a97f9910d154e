using System.Threading.Channels;
using MassTransit;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>
/// Publishes the change notifications of this process to the others, combined over a short window, so that their long
/// polls wake up as well.
/// </summary>
internal sealed class RemoteChangePublisher(IBus bus, ChangeNotifier notifier, ILogger<RemoteChangePublisher> log)
    : BackgroundService
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly Channel<ChangeTopic> pending =
        Channel.CreateBounded<ChangeTopic>(
            new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notifier.Notified = topic => pending.Writer.TryWrite(topic);
        var topics = new HashSet<ChangeTopic>();
        while (await pending.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Window, TimeProvider.System, stoppingToken);
            topics.Clear();
            while (topics.Count < 500 && pending.Reader.TryRead(out var topic)) topics.Add(topic);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                limit.CancelAfter(Timeout);
                await bus.Publish(
                    new RemoteChanges
                    {
                        ProcessId = notifier.ProcessId,
                        Changes = [.. topics.Select(s => new ChangeNotification { Kind = s.Kind, Id = s.Id })],
                    },
                    limit.Token);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogDebug(
                    error,
                    "A change notification could not be sent. Requests at other processes wait until their timeout.");
            }
        }
    }
}
