using System.Text.Json;
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
    private readonly string name;
    private int turn;

    public Caller(string name, string key, Cluster cluster, Journal journal)
    {
        (this.name, Journal) = (name, journal);
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
    public async Task<T> CallAsync<T>(Func<TakedownClient, Task<T>> ask, CancellationToken stop = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = InitialPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            stop.ThrowIfCancellationRequested();
            var node = (int)((uint)Interlocked.Increment(ref turn) % clients.Length);
            try
            {
                return await ask(clients[node]);
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
