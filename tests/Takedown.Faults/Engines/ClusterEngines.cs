using System.Globalization;
using System.Net;
using Takedown.Shared;

namespace Takedown.Faults.Engines;

/// <summary>
/// Three nodes of RabbitMQ and two servers of PostgreSQL, each with a proxy before it. They are numbered from 0.
/// </summary>
internal sealed class ClusterEngines : IAsyncDisposable
{
    private readonly EngineHost host;
    private readonly string net;
    private readonly int databasePort;
    private readonly int[] tlsPorts;

    private ClusterEngines(EngineHost host)
    {
        this.host = host;
        (Directory, Certificates, net) = (host.Said[0], host.Said[1], host.Said[2]);
        databasePort = int.Parse(host.Said[3], CultureInfo.InvariantCulture);
        Brokers = [.. Ports(host.Said[4]).Select((port, n) => new TcpProxy(new(AddressOf(n + 1), port)))];
        tlsPorts = [.. Ports(host.Said[5])];
        Databases = [new(Database(0)), new(Database(1))];
    }

    /// <summary>Where the servers under test work.</summary>
    public string Directory { get; }

    /// <summary>Holds <c>ca.pem</c>, and <c>stranger.pem</c>, an authority that signed nothing here.</summary>
    public string Certificates { get; }

    public IReadOnlyList<TcpProxy> Brokers { get; }

    public IReadOnlyList<TcpProxy> Databases { get; }

    /// <summary>The server of the pair that takes writes.</summary>
    public int Primary { get; private set; }

    /// <summary>Both servers, as the page for operators names them.</summary>
    public string Postgres =>
        $"Host={string.Join(',', Databases.Select(d => d.Address))};Username=takedown;Database=postgres"
        + ";Target Session Attributes=primary;Host Recheck Seconds=1;Maximum Pool Size=20";

    public static async Task<ClusterEngines> StartAsync() => new(await EngineHost.StartAsync("start_cluster"));

    /// <summary>The nodes in turn, beginning with one of them.</summary>
    public IReadOnlyList<Uri> BrokersFrom(int first) =>
        [.. Enumerable.Range(0, Brokers.Count).Select(i => Brokers[(first + i) % Brokers.Count])
            .Select(node => new Uri($"amqp://guest:guest@{node.Address}/"))];

    /// <summary>The port of a node that speaks TLS, with a certificate for its address alone.</summary>
    public IPEndPoint TlsOf(int node) => new(AddressOf(node + 1), tlsPorts[node]);

    public IPEndPoint Database(int server) => new(AddressOf(21 + server), databasePort);

    public Task KillBrokerAsync(int node) => host.DoAsync($"rabbitmq_node_kill {node + 1}");

    public Task RunBrokerAsync(int node) => host.DoAsync($"rabbitmq_node_run {node + 1}");

    public Task PauseBrokerAsync(int node) => host.DoAsync($"rabbitmq_node_pause {node + 1}");

    public Task ResumeBrokerAsync(int node) => host.DoAsync($"rabbitmq_node_resume {node + 1}");

    public Task KillPrimaryAsync() => host.DoAsync("postgres_primary_kill");

    public async Task PromoteAsync()
    {
        await host.DoAsync("postgres_promote");
        Primary = 1 - Primary;
    }

    /// <summary>Makes the server that was killed the standby, by <c>rewind</c> or <c>copy</c>.</summary>
    public Task ReattachAsync(string how) => host.DoAsync($"postgres_reattach {how}");

    /// <summary>The queues of the deliveries and the node that leads each.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync()
    {
        var said = (await host.DoAsync("rabbitmq_queues 1"))["ok ".Length..];
        return said.Split(',').Select(line => line.Split(':'))
            .ToDictionary(line => line[0], line => int.Parse(line[1], CultureInfo.InvariantCulture) - 1);
    }

    private IPAddress AddressOf(int last) =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{net}.{last}"));

    private static IEnumerable<int> Ports(string said) =>
        said.Split(',').Select(port => int.Parse(port, CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in Brokers.Concat(Databases)) await proxy.DisposeAsync();
        await host.DisposeAsync();
    }
}
