using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Client;
using Takedown.Faults.Schedule;

namespace Takedown.Faults.Topology;

/// <summary>
/// A well-behaved client with one key and two addresses. It alternates between them and, after a pause, repeats a
/// request that was disconnected or answered with 503 at the other address. It records answers that should not occur
/// and repeats those requests as well.
/// </summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan InitialPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient[] https;
    private readonly TakedownClient[] clients;
    private readonly string name, key;
    private int turn;

    public Caller(string name, string key, Cluster cluster, Journal journal)
    {
        (this.name, this.key, Journal) = (name, key, journal);
        https = [.. cluster.Apis.Select(
            api => new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
            {
                BaseAddress = api.Process.Address,
                Timeout = TimeSpan.FromSeconds(90),
            })];
        clients = [.. https.Select(http => new TakedownClient(http, key))];
    }

    public Journal Journal { get; }

    /// <summary>Repeats a request until it is answered. The request must be idempotent.</summary>
    /// <param name="ask">The request, created again for each attempt.</param>
    /// <param name="stop">Stops the attempts; the call then throws.</param>
    public Task<T> CallAsync<T>(Func<TakedownClient, Task<T>> ask, CancellationToken stop = default) =>
        RepeatAsync((_, client) => ask(client), stop);

    /// <summary>Repeats a request that the typed client does not have, with a key by which it is done once.</summary>
    /// <returns>The answer; null if it was refused.</returns>
    public Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body = null, string? once = null) =>
        RepeatAsync(async (http, _) =>
        {
            using var request = new HttpRequestMessage(method, path)
            {
                Content = body is null ? null : JsonContent.Create(body),
                Headers = { Authorization = new("Bearer", key) },
            };
            if (once is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode >= 500) throw new TakedownProblemException(answer.StatusCode, new());
            if (!answer.IsSuccessStatusCode) Journal.Write($"{name} was refused {method} {path}: {text}");
            return answer.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
        }, default);

    /// <summary>Stores a file, repeated until it is answered. A refusal is a fault.</summary>
    public Task PutFileAsync(string path, byte[] file) => RepeatAsync(async (http, _) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new("image/png") } },
            Headers = { Authorization = new("Bearer", key) },
        };
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode >= 500) throw new TakedownProblemException(answer.StatusCode, new());
        if (!answer.IsSuccessStatusCode)
            Journal.Fault($"{name} was refused {path}: {await answer.Content.ReadAsStringAsync()}");
        return true;
    }, default);

    /// <summary>Reads a file, repeated until it is answered.</summary>
    /// <returns>Its bytes; null if it was refused.</returns>
    public Task<byte[]?> GetFileAsync(string path) => RepeatAsync(async (http, _) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { Authorization = new("Bearer", key) },
        };
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode >= 500) throw new TakedownProblemException(answer.StatusCode, new());
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
    }, default);

    private async Task<T> RepeatAsync<T>(Func<HttpClient, TakedownClient, Task<T>> ask, CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = InitialPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            stop.ThrowIfCancellationRequested();
            var node = (int)((uint)Interlocked.Increment(ref turn) % clients.Length);
            try
            {
                return await ask(https[node], clients[node]);
            }
            catch (Exception error) when (IsTransient(error, stop))
            {
                if (error is TakedownProblemException { Status: System.Net.HttpStatusCode.ServiceUnavailable } busy)
                    Journal.Refuse($"{name} was answered 503: {busy.Message}");
                if (error
                    is TakedownProblemException { Status: not System.Net.HttpStatusCode.ServiceUnavailable } wrong)
                {
                    Journal.Fault($"{name} was answered {(int)wrong.Status} by {https[node].BaseAddress}: "
                        + $"{wrong.Message} ({wrong.Problem.TraceId})");
                }
                if (TimeProvider.System.GetElapsedTime(started) > Timeout)
                    throw new TimeoutException($"{name} got no answer within {Timeout}.", error);
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, stop);
            }
        }
    }

    private static bool IsTransient(Exception error, CancellationToken stop) =>
        !stop.IsCancellationRequested && error switch
        {
            TakedownProblemException problem => (int)problem.Status >= 500,
            // Disconnected before or during the answer, or timed out.
            HttpRequestException or IOException or JsonException or TaskCanceledException => true,
            _ => false,
        };

    public void Dispose()
    {
        foreach (var http in https) http.Dispose();
    }
}
