using Takedown.Core.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>
/// The public record: the published form of notices, the figures beside them, and the position up to which both are
/// complete. It is rebuilt from the events at any time, so nothing in it is the only copy of anything. Reads respect
/// <see cref="PublicEntry.PublishAt"/> and <see cref="PublicEntry.ExpireAt"/> at the instant they are asked for.
/// </summary>
internal interface IPublicRecord
{
    /// <summary>A page, newest first. It may be short and have a next one.</summary>
    Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation);

    /// <summary>
    /// The notice or the mark that it is hidden; null if there is none, or if it is not to be read at that instant.
    /// </summary>
    Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How the matches divide, over at most <see cref="PublicFacets.MaxMatches"/> of them.</summary>
    Task<PublicFacets> FacetsAsync(PublicSearch search, CancellationToken cancellation);

    /// <summary>What the record says about years: see <see cref="PublicHistory"/>.</summary>
    Task<IReadOnlyList<HistoryRow>> HistoryAsync(PublicHistory history, CancellationToken cancellation);

    /// <summary>The figures of some months, by month and platform.</summary>
    /// <param name="fromMonth">The first month, such as 2026-10.</param>
    /// <param name="toMonth">The last month.</param>
    /// <param name="platform">Only this platform; null for all.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<IReadOnlyList<PublicCount>> CountsAsync(
        string fromMonth, string toMonth, Guid? platform, CancellationToken cancellation);

    /// <summary>The cursor of the projector; all zero in a new or emptied record.</summary>
    Task<RecordCursor> CursorAsync(CancellationToken cancellation);

    /// <summary>Makes the store ready: indexes and the like. May be called again.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>
    /// Stores entries, at most one for each notice. An entry replaces what is stored only if
    /// <see cref="PublicEntry.Replaces"/> says so; otherwise a newer one is there, which is no error. Durable when the
    /// call returns.
    /// </summary>
    Task ApplyAsync(IReadOnlyList<PublicEntry> entries, CancellationToken cancellation);

    /// <summary>Moves the cursor if it is still where it was read, comparing its position.</summary>
    /// <returns>Whether it was moved; otherwise another projector has moved it.</returns>
    Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation);

    /// <summary>Replaces the figures of the months and platforms named in them.</summary>
    Task PutCountsAsync(IReadOnlyList<PublicCount> counts, CancellationToken cancellation);

    /// <summary>The researcher of a key that is not revoked, by the hash of the key; null if there is none.</summary>
    Task<Guid?> FindReaderAsync(byte[] hash, CancellationToken cancellation);

    /// <summary>
    /// Stores researchers' keys with their version, so that the record is read without the database; a newer version
    /// that is there stays. Nothing to do where the record is the database. Durable when the call returns.
    /// </summary>
    Task PutReadersAsync(IReadOnlyList<RecordReaderKey> readers, CancellationToken cancellation);

    /// <summary>Deletes at most <paramref name="most"/> entries that have expired.</summary>
    /// <returns>The number deleted; 0 where the store does that itself.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellation);

    /// <summary>Deletes everything and puts the cursor back, so that the record is built anew.</summary>
    Task EmptyAsync(CancellationToken cancellation);
}

/// <summary>The position up to which the record is complete.</summary>
/// <param name="Tx">Transaction of the last event read.</param>
/// <param name="Seq">Number of the last event read.</param>
/// <param name="At">The instant as of which the record is complete.</param>
/// <param name="Schema">The schema of the program that wrote it.</param>
internal sealed record RecordCursor(long Tx, long Seq, DateTimeOffset At, int Schema)
{
    public static readonly RecordCursor Zero = new(0, 0, DateTimeOffset.UnixEpoch, 0);
}

/// <summary>A researcher's key as the record has it.</summary>
/// <param name="Id">Id of the key.</param>
/// <param name="Hash">SHA-256 of the key.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Version">1 when it was made, one more with each change.</param>
/// <param name="IsRevoked">Whether it no longer opens anything.</param>
internal sealed record RecordReaderKey(Guid Id, byte[] Hash, string Name, long Version, bool IsRevoked);

/// <summary>A page of the record.</summary>
/// <param name="Items">The notices, newest first.</param>
/// <param name="Next">The id after which the next page begins; null at the end.</param>
internal sealed record PublicPage(IReadOnlyList<PublicNotice> Items, Guid? Next);
