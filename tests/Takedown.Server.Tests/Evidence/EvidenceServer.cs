using Microsoft.Extensions.DependencyInjection;
using Takedown.Core.Evidence;
using Takedown.Server.Evidence;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>One server for the tests of a class, where a file may have 100,000 bytes.</summary>
public sealed class EvidenceServer : IAsyncLifetime
{
    public const int MaxBytes = 100_000;

    public TestServer Server { get; private set; } = null!;

    internal IEvidenceFiles Stored => Server.Services.GetRequiredService<IEvidenceFiles>();

    public async Task InitializeAsync() =>
        Server = await TestServer.StartAsync(("Takedown:Evidence:MaxBytes", $"{MaxBytes}"));

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>Whether bytes are stored under a hash.</summary>
    public async Task<bool> HasAsync(string hash) =>
        EvidenceHash.TryParse(hash, out var read) && await Stored.FindAsync(read, CancellationToken.None) is not null;

    /// <summary>How many attempts lie there.</summary>
    public int Attempts
    {
        get
        {
            var folder = Path.Combine(Server.Store.EvidenceFolder, "attempts");
            return Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;
        }
    }
}
