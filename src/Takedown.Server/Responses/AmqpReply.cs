using System.Text.Json;
using RabbitMQ.Client;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Http;

namespace Takedown.Server.Responses;

/// <summary>What a platform learns about its message over AMQP, if it named a queue in reply-to.</summary>
internal static class AmqpReply
{
    /// <summary>The results: the body that HTTP would return.</summary>
    public static Task SendAsync(
        IChannel channel, string queue, IReadOnlyBasicProperties request, ResponsesView results,
        CancellationToken cancellation) =>
        PublishAsync(channel, queue, request, "responses.results", "application/json",
            JsonSerializer.SerializeToUtf8Bytes(results, TakedownJson.Default.ResponsesView), cancellation);

    /// <summary>The problem that HTTP would return; without faults, the server failed.</summary>
    public static Task RefuseAsync(
        IChannel channel, string queue, IReadOnlyBasicProperties request, IReadOnlyList<InputFault>? faults,
        CancellationToken cancellation)
    {
        var code = faults is null ? "internal" : "input.invalid";
        return PublishAsync(channel, queue, request, "responses.refused", "application/problem+json",
            JsonSerializer.SerializeToUtf8Bytes(new()
            {
                Type = $"urn:takedown:problem:{code}",
                Status = faults is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest,
                Title = Messages.Text(code, Language.English),
                Code = code,
                Errors = faults is null ? null : Problems.Localize(faults, Language.English),
            }, TakedownJson.Default.ProblemView), cancellation);
    }

    /// <summary>
    /// Replies only to a queue below the platform's own name, so that a platform cannot write to any other queue.
    /// </summary>
    private static async Task PublishAsync(
        IChannel channel, string queue, IReadOnlyBasicProperties request, string type, string contentType, byte[] body,
        CancellationToken cancellation)
    {
        if (request.ReplyTo is not { } to
            || !to.StartsWith(queue + ".", StringComparison.Ordinal)
            || to == queue + AmqpConnector.Responses) return;
        await channel.BasicPublishAsync("", to, mandatory: false, new BasicProperties
        {
            ContentType = contentType,
            CorrelationId = request.CorrelationId ?? request.MessageId,
            Type = type,
        }, body, cancellation);
    }
}
