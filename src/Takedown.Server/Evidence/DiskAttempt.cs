using Takedown.Core.Evidence;

namespace Takedown.Server.Evidence;

/// <summary>A file under a name of its own, until its hash is known.</summary>
/// <param name="path">The name.</param>
/// <param name="finalPath">The name under a hash, whose folder is there.</param>
/// <param name="time">The server's clock.</param>
internal sealed class DiskAttempt(string path, Func<EvidenceHash, string> finalPath, TimeProvider time)
    : IEvidenceAttempt
{
    private readonly FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private bool isKept;

    public async Task WriteAsync(ReadOnlyMemory<byte> part, CancellationToken stop)
    {
        try
        {
            await file.WriteAsync(part, stop);
        }
        catch (IOException error)
        {
            throw new EvidenceStoreException("The file could not be written.", error);
        }
    }

    public Task KeepAsync(EvidenceHash hash, string mediaType, CancellationToken stop) => DiskEvidence.Run(() =>
    {
        file.Flush(flushToDisk: true);
        File.SetLastWriteTimeUtc(file.SafeFileHandle, time.GetUtcNow().UtcDateTime);
        // Another copy of the same content is replaced: if it was damaged, it is whole again.
        File.Move(path, finalPath(hash), overwrite: true);
        isKept = true;
        // The new name too is on the disk before a row names it.
        file.Flush(flushToDisk: true);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        if (!isKept) await DiskEvidence.Run(() =>
        {
            File.Delete(path);
            return true;
        });
    }
}
