using Takedown.Core.Transparency;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// A public record in memory, as several projectors see it that a scheduler stops at each step, or ends there.
/// </summary>
/// <param name="stepAsync">Called before each step.</param>
/// <param name="mistake">What it does wrong.</param>
internal sealed class MemoryRecord(Func<Task> stepAsync, Mistake mistake) : IPublicRecord
{
    private readonly Dictionary<Guid, PublicEntry> entries = [];
    private RecordCursor cursor = RecordCursor.Zero;

    public async Task<RecordCursor> CursorAsync(CancellationToken cancellation)
    {
        await stepAsync();
        return cursor;
    }

    /// <summary>Unordered and not all at once, as a bulk write of several documents is.</summary>
    public async Task ApplyAsync(IReadOnlyList<PublicEntry> written, CancellationToken cancellation)
    {
        foreach (var entry in written)
        {
            await stepAsync();
            var stored = entries.GetValueOrDefault(entry.Id);
            var isOld = stored is not null && !entry.Replaces(stored.Version, stored.Schema);
            if (isOld && mistake != Mistake.NoGuard) continue;
            if (mistake == Mistake.Deletes && entry is HiddenNotice) entries.Remove(entry.Id);
            else entries[entry.Id] = entry;
        }
    }

    public async Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation)
    {
        await stepAsync();
        if ((cursor.Tx, cursor.Seq) != (from.Tx, from.Seq) || cursor.Schema > to.Schema) return false;
        cursor = to;
        return true;
    }

    public Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) =>
        Task.FromResult(entries.GetValueOrDefault(id));

    public Task<PublicFacets> FacetsAsync(PublicSearch search, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<HistoryRow>> HistoryAsync(PublicHistory history, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<PublicCount>> CountsAsync(
        string fromMonth, string toMonth, Guid? platform, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task OpenAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task PutCountsAsync(IReadOnlyList<PublicCount> counts, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Guid?> FindReaderAsync(byte[] hash, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task PutReadersAsync(IReadOnlyList<RecordReaderKey> readers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task EmptyAsync(CancellationToken cancellation) => throw new NotSupportedException();
}
