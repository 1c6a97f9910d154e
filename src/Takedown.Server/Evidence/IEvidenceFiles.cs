using Takedown.Core.Evidence;

namespace Takedown.Server.Evidence;

/// <summary>
/// Where the bytes of evidence lie, by their hash: a folder or MongoDB. Who may read them, and who did, is in the
/// database; a row there is written only when its bytes are durable here.
/// </summary>
internal interface IEvidenceFiles
{
    /// <summary>Begins to write a file whose hash is not known yet.</summary>
    Task<IEvidenceAttempt> BeginAsync(CancellationToken stop);

    /// <summary>What is stored under a hash; null for nothing.</summary>
    Task<StoredEvidence?> FindAsync(EvidenceHash hash, CancellationToken stop);

    /// <summary>The bytes, as a stream that can seek and knows its length; null for nothing.</summary>
    Task<Stream?> OpenAsync(EvidenceHash hash, CancellationToken stop);

    /// <summary>Everything that is stored, in no order.</summary>
    IAsyncEnumerable<StoredEvidence> AllAsync(CancellationToken stop);

    /// <summary>Removes a file, if it is there.</summary>
    Task DeleteAsync(EvidenceHash hash, CancellationToken stop);

    /// <summary>Removes what attempts before a time left behind.</summary>
    /// <returns>The number of attempts.</returns>
    Task<int> DeleteAttemptsAsync(DateTimeOffset before, CancellationToken stop);
}

/// <summary>
/// A file that is being written. Disposed of without <see cref="KeepAsync"/>, it leaves nothing: neither of its own nor
/// of what others stored under the same hash.
/// </summary>
internal interface IEvidenceAttempt : IAsyncDisposable
{
    Task WriteAsync(ReadOnlyMemory<byte> part, CancellationToken stop);

    /// <summary>
    /// Makes the file durable under the hash of its content. Where the same content is stored already, one copy stays.
    /// </summary>
    Task KeepAsync(EvidenceHash hash, string mediaType, CancellationToken stop);
}

/// <summary>A stored file.</summary>
/// <param name="Hash">The hash of its content.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="StoredAt">When it was stored, or stored again.</param>
internal readonly record struct StoredEvidence(EvidenceHash Hash, long Length, DateTimeOffset StoredAt);

/// <summary>The store of evidence cannot be used now: full, away or not writable.</summary>
internal sealed class EvidenceStoreException(string message, Exception cause) : Exception(message, cause);
