using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Makes notices available in the pull inbox whose pushes have failed for the time of their policy. They keep the
/// position they were pushed with, and pushing goes on.
/// </summary>
internal sealed class OfferSweep(
    Database database, NoticeCommands commands, NoticeStore notices, OfferStore offers, RegistryCache registryCache,
    ChangeNotifier notifier, TakedownOptions options, TimeProvider time)
{
    private const int Rows = 20;

    /// <summary>
    /// A notice that cannot be made available now is looked at again after this time: its last push failed for a reason
    /// of this server, or its platform is no longer pushed to.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

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
            foreach (var row in due) await OfferAsync(s, row, registry, now);
            return due.Count == Rows;
        });
    }

    private async Task OfferAsync(Session s, OfferRow row, RegistrySnapshot registry, DateTimeOffset now)
    {
        // A platform that became a pull inbox gets a position there from the outbox sweep.
        var isPushed = registry.Platforms[row.PlatformId].Connector is not ConnectorKind.Inbox;
        var locked = await notices.LockAsync(s, IdSet.Unpack(row.Notices), database.Dialect.ForUpdate);
        var waiting = locked.Values.Where(n => n is { State: NoticeState.Accepted, Seq: not null })
            .ToLookup(n => isPushed && Offer.Counts(n.DeliveryCode!));
        await offers.AddAsync(s, row.PlatformId, waiting[false].Select(n => (n.Id, now + LookAgain)));
        // The deadlines start when the notice enters the inbox. A sandbox's clock leaps over the time at which a
        // running server would have done it; a real server that was down must not charge the platform for that.
        var at = options.Sandbox ? row.Due : now;
        await commands.SaveAsync(s, locked, new(registry, at, By: null), set =>
        {
            foreach (var notice in waiting[true]) set.Apply(notice, NoticeCommand.MakeAvailable);
            return true;
        });
        if (waiting[true].Any()) s.AfterCommit(() => notifier.Notify(ChangeTopic.Inbox(row.PlatformId)));
    }
}
