using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Engines;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks.Topology;

/// <summary>The number of participants.</summary>
internal sealed record LoadSize
{
    public int Claimants { get; init; } = 4;
    public int Platforms { get; init; } = 20;
    /// <summary>Whether the clock of the server can be moved.</summary>
    public bool Sandbox { get; init; }
    /// <summary>Region of the claimants, which has a body as that of the platforms has; null for neither.</summary>
    public string? ClaimantRegion { get; init; }

    /// <summary>Further settings of the server, as environment variables.</summary>
    public IReadOnlyList<(string Name, string? Value)> Settings { get; init; } = [];
}

/// <summary>
/// A running server with its own database and broker, claimants that send, platforms that receive, and a regulator.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const string PlatformRegion = "CN-110000";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ServerProcess server;

    private Load(Engine engine, LoadSize size)
    {
        Engine = engine;
        server = new ServerProcess(
            engine.Directory,
            [.. engine.Settings, .. size.Settings, ("Takedown__Sandbox", size.Sandbox ? "true" : "false")]);
        Operator = server.Client();
    }

    public Engine Engine { get; }

    public HttpClient Operator { get; }

    public Registered Regulator { get; private set; } = null!;

    /// <summary>Bodies of the platforms' and of the claimants' region, if the claimants have one.</summary>
    public IReadOnlyList<Registered> Provinces { get; private set; } = [];

    public IReadOnlyList<Claimant> Senders { get; private set; } = [];

    public IReadOnlyList<Platform> Receivers { get; private set; } = [];

    /// <summary>Hosts of the receiving platforms, in their order.</summary>
    public IReadOnlyList<string> Hosts { get; private set; } = [];

    /// <summary>
    /// Processor time used by the server so far. On a busy machine it is more meaningful than a rate.
    /// </summary>
    public TimeSpan ServerTime => server.ProcessorTime;

    /// <summary>Peak memory of the server since its start, in bytes.</summary>
    public long ServerPeakBytes
    {
        get
        {
            using var process = Process.GetProcessById(server.ProcessId);
            return process.PeakWorkingSet64;
        }
    }

    public static async Task<Load> OpenAsync(EngineKind engine, LoadSize? size = null)
    {
        size ??= new();
        var load = new Load(await Engine.StartAsync(engine), size);
        try
        {
            await load.server.StartReadyAsync();
            await load.RegisterAsync(size);
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server with a termination signal, as an operator does.</summary>
    public async Task StopAsync() => await server.StopAsync(Timeout);

    /// <summary>Starts the server again on the same database and broker, and waits until it is ready.</summary>
    public Task StartAsync() => server.StartReadyAsync();

    /// <summary>Creates batches of all claimants in turn.</summary>
    public List<Batch> Make(int batches, int size, int invalidOfTen = 0) =>
        [.. Enumerable.Range(0, batches).Select(i => Senders[i % Senders.Count].Make(size, 0, invalidOfTen))];

    /// <summary>Creates batches of one notice, of all claimants and for all platforms in turn.</summary>
    public List<Batch> MakeSingles(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Senders[i % Senders.Count].Make(1, i % Receivers.Count))];

    /// <summary>Sends all batches: claimants concurrently, the batches of each in sequence.</summary>
    public async Task SendAsync(IReadOnlyList<Batch> batches, CancellationToken stop)
    {
        await TogetherAsync(batches, batch => batch.Sender.SendAsync(batch, stop));
        Expect(batches);
    }

    /// <summary>
    /// Counts notices that were sent by other means, so that <see cref="DeliveredAsync"/> waits for them.
    /// </summary>
    public void Expect(IReadOnlyList<Batch> batches)
    {
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Valid.Count; i++) Receivers[i].Expected += batch.Valid[i];
        }
    }

    /// <summary>Sends the same batches again in the same way.</summary>
    public Task SendAgainAsync(IReadOnlyList<Batch> batches, CancellationToken stop) =>
        TogetherAsync(batches, batch => batch.Sender.SendAgainAsync(batch, stop));

    /// <summary>Waits until every sent notice is in an inbox.</summary>
    public Task DeliveredAsync(CancellationToken stop) => Task.WhenAll(Receivers.Select(r => r.DeliveredAsync(stop)));

    public async ValueTask DisposeAsync()
    {
        foreach (var party in Senders.Select(s => s.Party).Concat(Receivers.Select(r => r.Party))) party.Http.Dispose();
        Regulator?.Http.Dispose();
        Operator.Dispose();
        await server.DisposeAsync();
        await Engine.DisposeAsync();
    }

    private static Task TogetherAsync(IEnumerable<Batch> batches, Func<Batch, Task> send) =>
        Task.WhenAll(batches.GroupBy(b => b.Sender).Select(async own =>
        {
            foreach (var batch in own) await send(batch);
        }));

    private async Task RegisterAsync(LoadSize size)
    {
        var hosts = Enumerable.Range(0, size.Platforms)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"video{i}.example")).ToArray();
        var receivers = new List<Platform>();
        // In chunks: one operator registers five hundred platforms and does not have as many connections.
        foreach (var some in hosts.Chunk(16))
            receivers.AddRange(
                await Task.WhenAll(some.Select(async h => new Platform(await server.RegisterPlatformAsync(h)))));
        (Hosts, Receivers) = (hosts, receivers);
        Senders = [.. await Task.WhenAll(Enumerable.Range(0, size.Claimants)
            .Select(async i => new Claimant(await server.RegisterClaimantAsync(
                $"Claimant {i}", size.ClaimantRegion), i, hosts)))];
        Regulator = await server.RegisterBodyAsync(
            "CN", "copyright", "cyberspace", "telecom", "police", "culture", "market");
        if (size.ClaimantRegion is not { } region) return;
        string[] regions = [PlatformRegion, region];
        Provinces = [.. await Task.WhenAll(regions.Select(r => server.RegisterBodyAsync(r, "copyright")))];
    }
}
