using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Faults.Clients;

/// <summary>
/// A platform's connection to the broker: consumes its queue, publishes to <c>.responses</c> and consumes
/// <c>.results</c>; reopened whenever it is lost.
/// </summary>
internal sealed class QueueClient(
    IReadOnlyList<Uri> brokers, string queue, Action<ReadOnlyMemory<byte>> arrived, Action<string> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Answered = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);
    private const int Tries = 15;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<IReadOnlyList<ResponseResult>>> asked = new();
    private readonly CancellationTokenSource end = new();
    private volatile IChannel? open;
    private Task serving = Task.CompletedTask;
    private int turn;
    private long lastMessageAt;
    private string lastSaid = "";

    private string Results => queue + ".results";

    public void Start() => serving = ServeAsync();

    /// <summary>Publishes responses until their results arrive; null if they never do.</summary>
    public async Task<IReadOnlyList<ResponseResult>?> SayAsync(IReadOnlyList<ResponseInput> responses)
    {
        var name = $"{queue}-{Interlocked.Increment(ref turn)}";
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ResponsesInput { Responses = responses }, TakedownJson.Default.ResponsesInput);
        var result = asked[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < Tries; i++)
        {
            // A confirmation may never come where the channel was lost in that moment.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            limit.CancelAfter(Answered);
            try
            {
                if (open is { IsOpen: true } channel)
                {
                    await channel.BasicPublishAsync("", queue + ".responses", mandatory: true,
                        new BasicProperties
                        {
                            ContentType = "application/json",
                            Persistent = true,
                            ReplyTo = Results,
                            CorrelationId = name,
                        }, body, limit.Token);
                }
                return await result.Task.WaitAsync(Answered, TimeProvider.System, end.Token);
            }
            catch (Exception error) when (error is TimeoutException || IsTransient(error))
            {
                await Task.Delay(Pause, TimeProvider.System, end.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        return null;
    }

    private async Task ServeAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var connection =
                    await new ConnectionFactory
                    {
                        Uri = brokers[0],
                        AutomaticRecoveryEnabled = false,
                        RequestedConnectionTimeout = Answered,
                        RequestedHeartbeat = Answered,
                    }.CreateConnectionAsync([.. brokers.Select(node => new AmqpTcpEndpoint(node))], end.Token);
                await ServeAsync(connection);
            }
            catch (Exception error) when (IsTransient(error))
            {
                // The broker is unavailable, the connection was lost, or the queue does not exist yet.
                if (!end.IsCancellationRequested && error.Message != lastSaid)
                    log($"  {queue} cannot be served: {lastSaid = error.Message}");
            }
            open = null;
            await Task.Delay(Pause, TimeProvider.System, end.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(IConnection connection)
    {
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            end.Token);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            cut.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.QueueDeclareAsync(Results, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: end.Token);
        await ConsumeAsync(channel, queue, message => arrived(message.Body));
        await ConsumeAsync(channel, Results, message =>
        {
            if (message.BasicProperties.CorrelationId is not { } name || !asked.TryGetValue(name, out var waiting))
                return;
            waiting.TrySetResult(
                JsonSerializer.Deserialize(message.Body.Span, TakedownJson.Default.ResponsesView)!.Results);
        });
        open = channel;
        // A consumer that subscribed while the broker was starting may never receive messages: after a period without
        // any it subscribes again.
        lastMessageAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(lastMessageAt) < Silence && channel.IsOpen)
        {
            await Task.WhenAny(cut.Task, Task.Delay(Pause, TimeProvider.System, end.Token));
            end.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits, up to a timeout, until the queue is empty.</summary>
    public async Task EmptyAsync()
    {
        for (var i = 0; i < Tries * 4; i++)
        {
            try
            {
                if (open is { IsOpen: true } channel && await channel.MessageCountAsync(queue, end.Token) == 0) return;
            }
            catch (Exception error) when (IsTransient(error))
            {
                // Checked again on the next connection.
            }
            await Task.Delay(Pause, TimeProvider.System, end.Token);
        }
    }

    private Task ConsumeAsync(IChannel channel, string from, Action<BasicDeliverEventArgs> take)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            lastMessageAt = TimeProvider.System.GetTimestamp();
            take(message);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        return channel.BasicConsumeAsync(from, autoAck: false, consumer, end.Token);
    }

    private static bool IsTransient(Exception error) =>
        error is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException
            or OperationCanceledException;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        end.Dispose();
    }
}
