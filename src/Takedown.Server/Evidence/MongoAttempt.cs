using System.Security.Cryptography;
using MongoDB.Driver.GridFS;
using Takedown.Core.Evidence;

namespace Takedown.Server.Evidence;

/// <summary>
/// A file in GridFS that is being written. Disposing of the driver's stream would commit what it has, so what is not
/// kept is aborted first.
/// </summary>
internal sealed class MongoAttempt(MongoEvidence evidence, Guid id, GridFSUploadStream<Guid> stream) : IEvidenceAttempt
{
    /// <summary>The driver would hold 16 MB of chunks before it sends them.</summary>
    public static readonly GridFSUploadOptions Options = new() { BatchSize = 4 };

    private bool isClosed;
    private long length;

    /// <summary>
    /// A random UUID (version 4): the chunks are sharded by ranges of it, and what grows would always hit the last one.
    /// </summary>
    public static Guid NewId()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> part, CancellationToken stop)
    {
        await evidence.RunAsync(async limit =>
        {
            await stream.WriteAsync(part, limit);
            return true;
        }, stop);
        length += part.Length;
    }

    public async Task KeepAsync(EvidenceHash hash, string mediaType, CancellationToken stop)
    {
        // From here on the sweep takes what is left behind: whether the catalogue names it may be unknown.
        isClosed = true;
        await evidence.RunAsync(async limit =>
        {
            await stream.CloseAsync(limit);
            return true;
        }, stop);
        await evidence.CatalogueAsync(id, hash, length, mediaType, stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (isClosed) return;
        try
        {
            await evidence.RunAsync(async limit =>
            {
                await stream.AbortAsync(limit);
                return true;
            }, CancellationToken.None);
        }
        catch (EvidenceStoreException)
        {
            // MongoDB is away; the sweep finds the chunks.
        }
    }
}
