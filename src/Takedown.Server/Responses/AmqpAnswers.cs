using System.Data.Common;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Http;
using Takedown.Server.Messaging;
using Takedown.Storage;

namespace Takedown.Server.Responses;

/// <summary>
/// Processes a message with responses: the same body as <c>POST /v1/inbox/responses</c>, and the same results if the
/// message has a reply-to queue. The message is acknowledged after the commit; an unreadable message goes to the dead
/// letters.
/// </summary>
internal sealed class AmqpAnswers(RespondToNotices respond, Database database, ILogger<AmqpAnswers> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int MaxTimeouts = 5;

    /// <summary>
    /// For what is published afterwards: a confirmation may never come where the broker loses a queue in that moment.
    /// </summary>
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);

    public async Task TakeAsync(Guid platform, string queue, IChannel channel, BasicDeliverEventArgs message)
    {
        var stop = message.CancellationToken;
        try
        {
            var (responses, faults) = await ReadAsync(message.Body);
            var results = faults is null ? await ApplyAsync(platform, responses!, stop) : null;
            if (results is null)
            {
                var reason = faults is null ? "internal" : Reason(faults[0]);
                var kept = await PublishAsync(limit =>
                    DeadLetters.KeepAsync(channel, queue + AmqpConnector.Responses, message, reason, limit), stop);
                if (!kept)
                {
                    log.LogWarning(
                        "A message of platform {Platform} could not be moved to the dead letters ({Reason}). "
                            + "The broker redelivers it.", platform, reason);
                    await Task.Delay(Pause, TimeProvider.System, stop);
                    await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
                    return;
                }
                log.LogWarning(
                    "A message of platform {Platform} was moved to the dead letters: {Reason}.", platform, reason);
            }
            var replied = await PublishAsync(limit => results is not null
                ? AmqpReply.SendAsync(channel, queue, message.BasicProperties, results, limit)
                : AmqpReply.RefuseAsync(channel, queue, message.BasicProperties, faults, limit), stop);
            // The responses are done, and whoever misses the reply sends them again.
            if (!replied) log.LogWarning("The broker does not confirm a reply to platform {Platform}.", platform);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        }
        catch (Exception error) when (Broker.IsFault(error))
        {
            log.LogInformation(
                "The broker connection was lost during a message of platform {Platform}. The broker redelivers it.",
                platform);
        }
    }

    /// <returns>Whether the broker confirmed it; it may refuse it, or not answer.</returns>
    private static async Task<bool> PublishAsync(Func<CancellationToken, Task> publish, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(PublishTimeout);
        try
        {
            await publish(limit.Token);
            return true;
        }
        catch (PublishException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Applies responses. While the database is unavailable, the message stays unacknowledged and is retried, so that
    /// no other consumer receives it; a message whose statements take too long, a few times, since others wait for it.
    /// </summary>
    /// <returns>The results; null after a failure that a retry does not fix.</returns>
    private async Task<ResponsesView?> ApplyAsync(
        Guid platform, IReadOnlyList<ListItem<ResponseInput>> responses, CancellationToken cancellation)
    {
        var timeouts = 0;
        while (true)
        {
            try
            {
                return new() { Results = await respond.ApplyAsync(platform, responses, Language.English) };
            }
            catch (DbException error) when (database.IsUnavailable(error)
                || (database.Dialect.IsTimeout(error) && ++timeouts < MaxTimeouts))
            {
                log.LogWarning(
                    "Responses of platform {Platform} wait for the database: {Reason}", platform, error.Message);
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Responses of platform {Platform} could not be applied.", platform);
                return null;
            }
        }
    }

    /// <summary>The code and where it is, without the value, which may contain personal data.</summary>
    private static string Reason(InputFault fault) =>
        fault.Pointer.Length == 0 ? fault.Code : $"{fault.Code} at {fault.Pointer}";

    /// <summary>Counts the responses while it reads them, as over HTTP.</summary>
    private static async Task<(IReadOnlyList<ListItem<ResponseInput>>? Responses, IReadOnlyList<InputFault>? Faults)>
        ReadAsync(ReadOnlyMemory<byte> body)
    {
        if (body.Length > RespondToNotices.MaxBody) return (null, [new("", "body.too-large")]);
        var (responses, fault) = await ListBody.ReadAsync(
            body, RespondToNotices.List, TakedownJson.Default.ResponseInput, RespondToNotices.Id);
        return (responses, fault is { } found ? [found] : null);
    }
}
