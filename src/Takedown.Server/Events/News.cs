using System.Threading.Channels;
using MassTransit;
using Takedown.Contracts;

namespace Takedown.Server.Events;

/// <summary>Tells other processes what rang here, gathered for a moment, so that their long polls wake too.</summary>
internal sealed class NewsForOthers(IBus bus, Signals signals, ILogger<NewsForOthers> log) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<Signal> rung =
        Channel.CreateBounded<Signal>(new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.Rang = signal => rung.Writer.TryWrite(signal);
        var gathered = new HashSet<Signal>();
        while (await rung.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Gather, TimeProvider.System, stoppingToken);
            gathered.Clear();
            while (gathered.Count < 500 && rung.Reader.TryRead(out var signal)) gathered.Add(signal);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                limit.CancelAfter(Patience);
                await bus.Publish(new NewsArrived { Origin = signals.Origin, Bells = [.. gathered.Select(s => new Bell { Kind = s.Kind, Id = s.Id })] }, limit.Token);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogDebug(
                    error, "A change notification could not be sent. Requests at other processes wait until timeout.");
            }
        }
    }
}

/// <summary>Rings here what rang in another process.</summary>
internal sealed class NewsFromElsewhere(Signals signals) : IConsumer<NewsArrived>
{
    public Task Consume(ConsumeContext<NewsArrived> context)
    {
        if (context.Message.Origin == signals.Origin) return Task.CompletedTask;
        foreach (var bell in context.Message.Bells) signals.RingHere(new Signal(bell.Kind, bell.Id));
        return Task.CompletedTask;
    }
}
