using System.Security.Cryptography;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A claimant that stores files of evidence, one after the other, and keeps the hashes of what was answered.
/// </summary>
internal sealed class Archivist(Caller caller, Random random)
{
    private const int Largest = 200_000;

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly List<string> stored = [];

    public Caller Caller => caller;

    /// <summary>The files that were answered as stored.</summary>
    public IReadOnlyList<string> Stored => stored;

    /// <summary>Stores until stopped; a file already begun is finished.</summary>
    public async Task StoreAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var file = new byte[random.Next(100, Largest)];
            random.NextBytes(file);
            Picture.CopyTo(file, 0);
            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            await caller.PutFileAsync($"/v1/evidence/{hash}", file);
            stored.Add(hash);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1000)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
