using Takedown.Core.Evidence;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Removes bytes that no row names: of attempts that were cut, and of a crash between the bytes and their row. First a
/// row says that they are going, so that nobody names them meanwhile; then they go.
/// </summary>
internal sealed class EvidenceSweep(
    IEvidenceFiles files, Database database, TimeProvider time, ILogger<EvidenceSweep> log)
{
    private const int Set = 500;

    /// <summary>What is younger may still be on its way to its row.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>A removal that is older was interrupted.</summary>
    private static readonly TimeSpan Interrupted = TimeSpan.FromHours(1);

    /// <returns>The number of files and attempts removed.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        // An attempt is written in the time of this machine, whatever the server's clock says.
        var removed = await files.DeleteAttemptsAsync(TimeProvider.System.GetUtcNow() - Age, stop);
        foreach (var hash in await LeftOversAsync(stop)) removed += await RemoveAsync(hash, stop);
        var old = new List<EvidenceHash>(Set);
        await foreach (var file in files.AllAsync(stop))
        {
            if (file.StoredAt >= time.GetUtcNow() - Age) continue;
            old.Add(file.Hash);
            if (old.Count == Set) removed += await SweepAsync(old, stop);
        }
        removed += await SweepAsync(old, stop);
        if (removed > 0) log.LogInformation("{Count} files of evidence that nothing names were removed.", removed);
        return removed;
    }

    private const string Named = "SELECT DISTINCT sha256 FROM evidence WHERE sha256 IN ";

    private async Task<int> SweepAsync(List<EvidenceHash> old, CancellationToken stop)
    {
        if (old.Count == 0) return 0;
        var named = (await database.ReadAsync(s => s.QueryAsync<byte[]>(
            Named + s.InBytes("hashes"), new { hashes = s.Bytes(old.Select(h => h.Bytes)) }), stop))
            .Select(h => EvidenceHash.Of(h)).ToHashSet();
        var removed = 0;
        foreach (var hash in old.Where(h => !named.Contains(h)))
        {
            if (await AnnounceAsync(hash)) removed += await RemoveAsync(hash, stop);
        }
        old.Clear();
        return removed;
    }

    private const string Announce =
        """
        INSERT INTO evidence_removals (sha256, at)
        SELECT @hash, @now WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE sha256 = @hash)
        ON CONFLICT (sha256) DO NOTHING
        """;

    private Task<bool> AnnounceAsync(EvidenceHash hash) => database.WriteAsync(async s =>
    {
        await s.LockAsync(EvidenceStore.LockOf(hash));
        return await s.ExecuteAsync(Announce, new { hash = hash.Bytes, now = time.GetUtcNow() }) > 0;
    });

    private const string Left = "SELECT sha256 FROM evidence_removals WHERE at < @before";

    private async Task<IEnumerable<EvidenceHash>> LeftOversAsync(CancellationToken stop) =>
        (await database.ReadAsync(
            s => s.QueryAsync<byte[]>(Left, new { before = time.GetUtcNow() - Interrupted }), stop))
        .Select(h => EvidenceHash.Of(h));

    private const string End = "DELETE FROM evidence_removals WHERE sha256 = @hash";

    private async Task<int> RemoveAsync(EvidenceHash hash, CancellationToken stop)
    {
        var found = await files.FindAsync(hash, stop);
        // Somebody who stores it again has made it young; its row follows when the removal is over.
        var isOld = found is { } file && file.StoredAt < time.GetUtcNow() - Age;
        if (isOld) await files.DeleteAsync(hash, stop);
        await database.WriteAsync(s => s.ExecuteAsync(End, new { hash = hash.Bytes }), stop);
        return isOld ? 1 : 0;
    }
}
