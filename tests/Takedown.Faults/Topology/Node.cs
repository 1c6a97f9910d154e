using Takedown.Server.Tests.Executable;

namespace Takedown.Faults.Topology;

/// <summary>One server process of the cluster.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly HttpClient probe;

    public Node(string name, string roles, Surroundings engines)
    {
        Name = name;
        Process = new ServerProcess(engines.Directory,
            ("Takedown__Database__Engine", "postgres"),
            ("Takedown__Database__ConnectionString", engines.Postgres),
            ("Takedown__Bus__Transport", "rabbitmq"),
            ("Takedown__Bus__Uri", engines.Rabbit),
            ("Takedown__Roles", roles),
            ("Takedown__Sandbox", "true"),
            ("Takedown__Transparency__Publish", "notices"),
            ("Takedown__Webhooks__AllowPrivateAddresses", "true"),
            ("Takedown__Webhooks__Timeout", "00:00:02"),
            ("Takedown__Webhooks__Attempts", "2"),
            ("Takedown__Webhooks__Pause", "00:00:00.2"),
            ("Logging__Console__FormatterName", "simple"),
            ("Logging__Console__FormatterOptions__TimestampFormat", "HH:mm:ss.fff "));
        probe = new HttpClient { BaseAddress = Process.Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public string Name { get; }

    public ServerProcess Process { get; }

    public async Task<bool> IsReadyAsync() => await CheckHealthAsync() is null;

    /// <summary>Why the process is not ready, as it reports; null if it is ready.</summary>
    public async Task<string?> CheckHealthAsync()
    {
        try
        {
            using var answer = await probe.GetAsync("/healthz/ready");
            return answer.IsSuccessStatusCode ? null : $"{Name}: {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return $"{Name}: {error.Message}";
        }
    }

    public ValueTask DisposeAsync()
    {
        probe.Dispose();
        return Process.DisposeAsync();
    }
}
