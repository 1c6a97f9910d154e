using System.Net;
using Takedown.Faults.Engines;
using Takedown.Server.Tests.Executable;

namespace Takedown.Faults.Topology;

/// <summary>
/// Processes that reach the database and the bus only over TLS: one that knows who signed the certificates, one that
/// does not, and one that finds servers under a name that is not in their certificates.
/// </summary>
internal sealed class EncryptedProcesses(ClusterEngines engines) : IAsyncDisposable
{
    /// <summary>For so long a process that must not connect is watched after the other one has connected.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Started = TimeSpan.FromSeconds(20);

    private readonly List<IAsyncDisposable> used = [];

    /// <summary>What the process that should be ready says of itself.</summary>
    public string Knowing { get; private set; } = "";

    public string Unknowing { get; private set; } = "";

    public string Misled { get; private set; } = "";

    public async Task LookAsync()
    {
        // Its first node is down; the second has a certificate of its own, and no port is the usual one.
        IPEndPoint[] databases = [engines.Database(0), engines.Database(1)];
        var knowing = Start("knowing", "ca", [new(engines.TlsOf(0).Address, 1), engines.TlsOf(1)], databases);
        var unknowing = Start("unknowing", "stranger", [engines.TlsOf(0)], databases);
        var misled = Start(
            "misled", "ca", [ElsewhereOf(engines.TlsOf(0))], [.. databases.Select(ElsewhereOf)]);
        var clock = new Schedule.FairClock();
        await clock.UntilAsync(
            async () => (Knowing = await AskAsync(knowing)).Contains("\"ready\",\"parts", StringComparison.Ordinal),
            Started);
        var rest = new Schedule.FairClock();
        await rest.UntilAsync(async () =>
        {
            Unknowing = await AskAsync(unknowing);
            Misled = await AskAsync(misled);
            return AnyReady(Unknowing) || AnyReady(Misled);
        }, Watched);
        await DisposeAsync();
    }

    /// <summary>Whether at least one part is ready.</summary>
    public static bool AnyReady(string said) => said.Contains(":\"ready\"", StringComparison.Ordinal);

    private ServerProcess Start(string name, string authority, IPEndPoint[] brokers, IPEndPoint[] databases)
    {
        var directory = Directory.CreateDirectory(Path.Combine(engines.Certificates, name)).FullName;
        var trusted = Path.Combine(engines.Certificates, $"{authority}.pem");
        var process = new ServerProcess(directory,
            // The file that OpenSSL reads instead of the system's.
            ("SSL_CERT_FILE", trusted),
            ("Takedown__Database__Engine", "postgres"),
            ("Takedown__Database__ConnectionString",
                $"Host={string.Join(',', databases.Select(d => d))};Username=takedown_tls;Database=tls"
                + $";Target Session Attributes=primary;SSL Mode=VerifyFull;Root Certificate={trusted}"),
            ("Takedown__Bus__Transport", "rabbitmq"),
            ("Takedown__Bus__Uri", string.Join(',', brokers.Select(b => $"amqps://guest:guest@{b}/tls"))));
        used.Add(process);
        process.Start();
        return process;
    }

    /// <summary>The same server under an address of which its certificate says nothing.</summary>
    private IPEndPoint ElsewhereOf(IPEndPoint server)
    {
        var proxy = new TcpProxy(server, IPAddress.Loopback);
        used.Add(proxy);
        return proxy.Address;
    }

    private static async Task<string> AskAsync(ServerProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.GetAsync("/healthz/ready");
            return await answer.Content.ReadAsStringAsync();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in used) await one.DisposeAsync();
        used.Clear();
    }
}
