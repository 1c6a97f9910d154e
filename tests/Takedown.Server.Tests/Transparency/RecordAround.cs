using Takedown.Core.Transparency;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A record that passes everything on, for one that does something else.</summary>
internal abstract class RecordAround(IPublicRecord record) : IPublicRecord
{
    public virtual Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation) =>
        record.SearchAsync(search, cancellation);

    public virtual Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        record.FindAsync(id, now, cancellation);

    public virtual Task<PublicFacets> FacetsAsync(PublicSearch search, CancellationToken cancellation) =>
        record.FacetsAsync(search, cancellation);

    public virtual Task<IReadOnlyList<HistoryRow>> HistoryAsync(
        PublicHistory history, CancellationToken cancellation) =>
        record.HistoryAsync(history, cancellation);

    public virtual Task<IReadOnlyList<PublicCount>> CountsAsync(
        string fromMonth, string toMonth, Guid? platform, CancellationToken cancellation) =>
        record.CountsAsync(fromMonth, toMonth, platform, cancellation);

    public virtual Task<RecordCursor> CursorAsync(CancellationToken cancellation) => record.CursorAsync(cancellation);

    public virtual Task OpenAsync(CancellationToken cancellation) => record.OpenAsync(cancellation);

    public virtual Task ApplyAsync(IReadOnlyList<PublicEntry> entries, CancellationToken cancellation) =>
        record.ApplyAsync(entries, cancellation);

    public virtual Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation) =>
        record.MoveAsync(from, to, cancellation);

    public virtual Task PutCountsAsync(IReadOnlyList<PublicCount> counts, CancellationToken cancellation) =>
        record.PutCountsAsync(counts, cancellation);

    public virtual Task<Guid?> FindReaderAsync(byte[] hash, CancellationToken cancellation) =>
        record.FindReaderAsync(hash, cancellation);

    public virtual Task PutReadersAsync(IReadOnlyList<RecordReaderKey> readers, CancellationToken cancellation) =>
        record.PutReadersAsync(readers, cancellation);

    public virtual Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellation) =>
        record.DeleteExpiredAsync(now, most, cancellation);

    public virtual Task EmptyAsync(CancellationToken cancellation) => record.EmptyAsync(cancellation);
}
