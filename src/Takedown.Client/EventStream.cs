using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>
/// Reads <c>GET /v1/events/stream</c>. A lost connection is opened again with the id of the last event, so that nothing
/// is missed and nothing comes twice.
/// </summary>
internal static class EventStream
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async IAsyncEnumerable<FeedItem> ReadAsync(
        ApiConnection wire, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            using var answer = await ConnectAsync(wire, after, cancellation);
            if (answer is not null)
            {
                await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
                using var reader = new StreamReader(body, Encoding.UTF8);
                while (await NextAsync(reader, cancellation) is { } item)
                {
                    after = item.Cursor;
                    yield return item;
                }
            }
            await Task.Delay(Pause, wire.Time, cancellation);
        }
    }

    /// <returns>Null if the server cannot be reached for the moment. What the server refuses is thrown.</returns>
    private static async Task<HttpResponseMessage?> ConnectAsync(
        ApiConnection wire, string? after, CancellationToken cancellation)
    {
        try
        {
            return await wire.AnswerAsync(
                ApiRequest.Get("/v1/events/stream") with
                {
                    Headers = after is null ? [] : [("Last-Event-ID", after)],
                },
                cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TakedownProblemException problem) when (problem.Status is HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    /// <summary>The next event; null at the end of the connection.</summary>
    private static async Task<FeedItem?> NextAsync(StreamReader reader, CancellationToken cancellation)
    {
        var data = new StringBuilder();
        try
        {
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal)) data.Append(line.AsSpan(5).TrimStart(' '));
                // An empty line ends an event; a comment has no data.
                else if (line.Length == 0 && data.Length > 0)
                    return JsonSerializer.Deserialize(data.ToString(), ApiConnection.Json.FeedItem);
            }
        }
        catch (IOException)
        {
            // The connection was cut, so an event that was not complete comes again.
        }
        return null;
    }
}
