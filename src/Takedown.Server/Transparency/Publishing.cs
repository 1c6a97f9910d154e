using Takedown.Core.Transparency;
using Takedown.Server.Notices;

namespace Takedown.Server.Transparency;

/// <summary>What the projector of the public record reads.</summary>
/// <param name="AfterAsync">
/// The next events after a position; null if there are none. They name no notice whose published state has them.
/// </param>
/// <param name="ReadAsync">The entries of some notices as they are now.</param>
internal sealed record PublicFeed(
    Func<Position, TurnSize, Func<Guid, Position, bool>, CancellationToken, Task<PublicEvents?>> AfterAsync,
    Func<IReadOnlyCollection<Guid>, CancellationToken, Task<PublicRead>> ReadAsync)
{
    /// <summary>Researchers' keys as they are now.</summary>
    public Func<IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyList<RecordReaderKey>>> ReadersAsync
    {
        get; init;
    } = (_, _) => Task.FromResult<IReadOnlyList<RecordReaderKey>>([]);

    /// <summary>Called when the record has followed decisions about published notices.</summary>
    public Func<CancellationToken, Task> DecidedAsync { get; init; } = _ => Task.CompletedTask;
}

/// <summary>Entries of notices, and an event up to which everything is in them.</summary>
internal sealed record PublicRead(IReadOnlyList<PublicEntry> Entries, Position UpTo);

/// <summary>
/// The projector of the public record. A turn reads the events behind the cursor, stores the present state of the
/// notices that they name, and then moves the cursor. A crash between the two repeats writes that change nothing; of
/// two projectors, the older state is refused by its version and one of them moves the cursor.
/// </summary>
internal sealed class Publishing(IPublicRecord record, PublicFeed feed, TimeProvider time)
{
    /// <summary>How often a cursor that stands still says that the record is still complete.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    private const long Unknown = -1;
    private readonly RecentReads recent = new();
    private long completeAt = Unknown;

    /// <summary>The instant as of which the record is known to be complete; null before the first turn.</summary>
    public DateTimeOffset? CompleteAt => Interlocked.Read(ref completeAt) is not Unknown and var at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Publishes what is behind the cursor.</summary>
    /// <returns>Whether more may be there.</returns>
    public Task<bool> TurnAsync(CancellationToken cancellation) => TurnAsync(TurnSize.Whole, cancellation);

    /// <summary>Publishes as much of what is behind the cursor as a turn may have.</summary>
    /// <returns>Whether more may be there.</returns>
    public async Task<bool> TurnAsync(TurnSize size, CancellationToken cancellation)
    {
        var cursor = await record.CursorAsync(cancellation);
        // A newer program writes the record, perhaps in a form that this one does not know.
        if (cursor.Schema > PublicEntry.CurrentSchema) return false;
        if (cursor.Schema < PublicEntry.CurrentSchema)
        {
            await record.MoveAsync(cursor, RecordCursor.Zero with { Schema = PublicEntry.CurrentSchema }, cancellation);
            return true;
        }
        var began = time.GetUtcNow();
        var from = new Position(cursor.Tx, cursor.Seq);
        recent.Expect(from);
        var events = await feed.AfterAsync(from, size, recent.Have, cancellation);
        if (events is null)
        {
            if (began - cursor.At >= Refresh || began < cursor.At)
                await record.MoveAsync(cursor, cursor with { At = began }, cancellation);
            Interlocked.Exchange(ref completeAt, began.ToUnixTimeMilliseconds());
            return false;
        }
        if (events.Notices.Count > 0)
        {
            var read = await feed.ReadAsync(events.Notices, cancellation);
            await record.ApplyAsync(read.Entries, cancellation);
            recent.Keep(events.Notices, read.UpTo);
        }
        if (events.Readers.Count > 0)
            await record.PutReadersAsync(await feed.ReadersAsync(events.Readers, cancellation), cancellation);
        if (events.HaveDecisions) await feed.DecidedAsync(cancellation);
        // Refused where another projector was quicker; its turns go on from there.
        await record.MoveAsync(
            cursor, cursor with { Tx = events.Last.Tx, Seq = events.Last.Seq, At = events.At }, cancellation);
        recent.Stand(events.Last);
        Interlocked.Exchange(ref completeAt, events.At.ToUnixTimeMilliseconds());
        return true;
    }

    /// <summary>Publishes all that was committed before the call.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        while (await TurnAsync(cancellation)) cancellation.ThrowIfCancellationRequested();
    }
}
