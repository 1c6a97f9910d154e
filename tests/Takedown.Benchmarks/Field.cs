using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks;

/// <summary>A running server with claimants that send and platforms that receive.</summary>
internal sealed class Field : IAsyncDisposable
{
    private const int Claimants = 2;
    private const int Platforms = 4;

    private readonly Scratch scratch = new();
    private readonly ServerProcess server;

    private Field() => server = new ServerProcess(scratch.Path);

    public string Directory => scratch.Path;

    /// <summary>What the server has spent so far. On a busy machine it says more than a rate.</summary>
    public TimeSpan ServerTime => server.ProcessorTime;

    public IReadOnlyList<Claimant> Senders { get; private set; } = [];

    public IReadOnlyList<Platform> Receivers { get; private set; } = [];

    public static async Task<Field> OpenAsync()
    {
        var field = new Field();
        try
        {
            await field.server.StartReadyAsync();
            var hosts = Enumerable.Range(0, Platforms).Select(i => $"video{i}.example").ToArray();
            field.Receivers = [.. await Task.WhenAll(hosts.Select(async h => new Platform(await field.server.RegisterPlatformAsync(h))))];
            field.Senders = [.. await Task.WhenAll(Enumerable.Range(0, Claimants)
                .Select(async i => new Claimant(await field.server.RegisterClaimantAsync($"Claimant {i}"), i, hosts)))];
            return field;
        }
        catch
        {
            await field.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends everything: all claimants at once, each its batches one after the other.</summary>
    public async Task SendAsync(IEnumerable<Batch> batches, CancellationToken stop)
    {
        await Task.WhenAll(batches.GroupBy(b => b.Sender).Select(async own =>
        {
            foreach (var batch in own) await batch.Sender.SendAsync(batch, stop);
        }));
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Count; i++) Receivers[i % Platforms].Expected++;
        }
    }

    /// <summary>Waits until every notice sent lies in an inbox.</summary>
    public Task DeliveredAsync(CancellationToken stop) => Task.WhenAll(Receivers.Select(r => r.DeliveredAsync(stop)));

    public async ValueTask DisposeAsync()
    {
        foreach (var party in Senders.Select(s => s.Party).Concat(Receivers.Select(r => r.Party))) party.Http.Dispose();
        await server.DisposeAsync();
        scratch.Dispose();
    }
}
