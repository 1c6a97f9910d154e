using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Makes notices available in the pull inbox that waited for the time of their policy: since a push of theirs failed,
/// or, tried or not, since their acceptance. They keep the position they were pushed with, and pushing goes on.
/// </summary>
internal sealed class OfferSweep(
    Database database, NoticeCommands commands, NoticeStore notices, OfferStore offers, RegistryCache registryCache,
    ChangeNotifier notifier, BusObstacle bus, TakedownOptions options, TimeProvider time)
{
    private const int Rows = 20;

    /// <summary>
    /// A notice that cannot be made available now is looked at again after this time: it waits for a reason of this
    /// server, or its platform is no longer pushed to.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private DateTimeOffset? since;

    /// <summary>
    /// Says that pushing begins now. What was not tried while no process pushed gets the time of its policy once more.
    /// </summary>
    public void Begin() => since ??= time.GetUtcNow();

    /// <summary>Makes everything available that is due.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while (await StepAsync()) cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Before the deadlines: an advance of the sandbox's clock may pass both the time of an offer and its deadlines.
    /// </summary>
    public ClockFollower ClockFollower => new(null, (_, cancellation) => RunAsync(cancellation));

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> StepAsync()
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var due = await OfferStore.TakeDueAsync(s, database.Dialect.SkipLocked, now, Rows);
            // Notices before positions, in one query each, as a push locks them.
            var locked = await notices.LockAsync(
                s, due.SelectMany(row => IdSet.Unpack(row.Notices)).ToHashSet(), database.Dialect.ForUpdate);
            var sets = due.Select(row => (Row: row, Waiting: Take(row, locked, registry, now))).ToList();
            var seqs = await PlaceAsync(s, sets.SelectMany(set => set.Waiting[true]));
            foreach (var (row, waiting) in sets)
            {
                await offers.AddAsync(s, row.PlatformId, waiting[false].Select(n => (n.Id, now + LookAgain)));
                await OfferAsync(s, row, [.. waiting[true]], seqs, registry, now);
            }
            return due.Count == Rows;
        });
    }

    /// <summary>
    /// The notices of a row that still wait, by whether they are made available now. A notice is in one row only: two
    /// may name it, one since its acceptance and one since a failure.
    /// </summary>
    private ILookup<bool, NoticeRow> Take(
        OfferRow row, Dictionary<Guid, NoticeRow> locked, RegistrySnapshot registry, DateTimeOffset now)
    {
        // A platform that became a pull inbox gets a position there from the outbox sweep.
        var isPushed = registry.Platforms[row.PlatformId].Connector is not ConnectorKind.Inbox;
        return IdSet.Unpack(row.Notices)
            .Select(id => locked.Remove(id, out var notice) ? notice : null).OfType<NoticeRow>()
            .Where(n => n.State is NoticeState.Accepted && n.PlatformId == row.PlatformId)
            .ToLookup(n => isPushed && IsTheirs(n, registry, now));
    }

    /// <summary>Whether a notice waits for its platform, and not for this server.</summary>
    private bool IsTheirs(NoticeRow notice, RegistrySnapshot registry, DateTimeOffset now)
    {
        if (notice.DeliveryCode is { } code) return Offer.Counts(code);
        var policy = registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        return bus.Find() is null && (since is null || registry.DueAt(policy, Offer.Limit(policy), since.Value) <= now);
    }

    /// <summary>Positions in the inbox for notices that no push has given one.</summary>
    private async Task<Dictionary<Guid, long>> PlaceAsync(Session s, IEnumerable<NoticeRow> offered)
    {
        var fresh = offered.Where(n => n.Seq is null).ToLookup(n => n.PlatformId, n => n.Id);
        if (fresh.Count == 0) return [];
        var positions = await InboxPositions.LockAsync(s, database.Dialect.ForUpdate, fresh.Select(p => p.Key));
        var first = await positions.TakeAsync(s, fresh.Select(p => KeyValuePair.Create(p.Key, p.Count())));
        return fresh.SelectMany(p => p.Select((id, i) => (Id: id, Seq: first[p.Key] + i)))
            .ToDictionary(n => n.Id, n => n.Seq);
    }

    private async Task OfferAsync(
        Session s, OfferRow row, IReadOnlyList<NoticeRow> offered, Dictionary<Guid, long> seqs,
        RegistrySnapshot registry, DateTimeOffset now)
    {
        if (offered.Count == 0) return;
        // The deadlines start when the notice enters the inbox. A sandbox's clock leaps over the time at which a
        // running server would have done it; a real server that was down must not charge the platform for that.
        var at = options.Sandbox ? row.Due : now;
        await commands.SaveAsync(s, offered.ToDictionary(n => n.Id), new(registry, at, By: null), set =>
        {
            foreach (var notice in offered)
            {
                set.Apply(
                    notice, NoticeCommand.MakeAvailable,
                    seqs.TryGetValue(notice.Id, out var seq) ? new() { Seq = seq } : null);
            }
            return true;
        });
        s.AfterCommit(() => notifier.Notify(ChangeTopic.Inbox(row.PlatformId)));
    }
}
