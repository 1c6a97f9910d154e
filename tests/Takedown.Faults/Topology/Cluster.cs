using Takedown.Server.Tests.Executable;

namespace Takedown.Faults.Topology;

/// <summary>
/// Two processes that serve the API and two that deliver notices and run the deadlines, on one database and one broker;
/// and two that fill the public record, where it is judged.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(4);

    /// <param name="surroundings">Those of each process.</param>
    /// <param name="publishes">Whether there is a public record.</param>
    public Cluster(Func<string, Surroundings> surroundings, bool publishes = false)
    {
        Apis = [Of("api-1", "api"), Of("api-2", "api")];
        Workers = [Of("worker-1", "connectors,deadlines"), Of("worker-2", "connectors,deadlines")];
        Records = publishes ? [Of("records-1", "records"), Of("records-2", "records")] : [];
        Node Of(string name, string roles) => new(name, roles, surroundings(name));
    }

    public IReadOnlyList<Node> Apis { get; }

    public IReadOnlyList<Node> Workers { get; }

    public IReadOnlyList<Node> Records { get; }

    private IEnumerable<Node> All => [.. Apis, .. Workers, .. Records];

    public async Task StartAsync()
    {
        // All at the same time on an empty database, as in a deployment.
        foreach (var node in All) node.Process.Start();
        await ReadyAsync();
    }

    /// <summary>
    /// Waits until every process reports ready, which each must do by itself once database and broker are available.
    /// </summary>
    public async Task ReadyAsync()
    {
        foreach (var node in All)
        {
            try
            {
                await Eventually.TrueAsync(node.IsReadyAsync, Timeout, $"{node.Name} to be ready");
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"{late.Message} It says {await node.CheckHealthAsync()}. Its output "
                    + $"ends:\n{Tail(node.Process.Output)}", late);
            }
        }
    }

    /// <summary>Gives every process some time to become ready again.</summary>
    /// <returns>The processes that are not ready: a client of the broker may reconnect late.</returns>
    public async Task<IReadOnlyList<string>> SettleAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var obstacles = (await Task.WhenAll(All.Select(node => node.CheckHealthAsync()))).OfType<string>().ToList();
            if (obstacles.Count == 0 || TimeProvider.System.GetElapsedTime(started) > Moment) return obstacles;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>Saves the output of each process for diagnosis.</summary>
    public async Task KeepLogsAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var node in All)
            await File.WriteAllTextAsync(Path.Combine(directory, $"{node.Name}.log"), node.Process.Output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in All) await node.DisposeAsync();
    }

    private static string Tail(string text) => text.Length > 4000 ? text[^4000..] : text;
}
