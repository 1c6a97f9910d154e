using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Events;
using Takedown.Server.Registry;
using Takedown.Server.Storage;
using Takedown.Server.Telemetry;

namespace Takedown.Server.Delivery;

/// <summary>The <c>inbox</c> connector: notices enter the platform's pull inbox, which is their legal receipt.</summary>
internal sealed class InboxDelivery(Database database, Delivering delivering, Signals signals, Rosters rosters) : IConsumer<DeliverNotices>
{
    public Task Consume(ConsumeContext<DeliverNotices> context) => delivering.OrLeaveAsync(() => DeliverAsync(context.Message));

    public async Task DeliverAsync(DeliverNotices message)
    {
        using var span = Tracing.Deliver(ConnectorKind.Inbox, message.PlatformId, message.NoticeIds.Count);
        // It became a pushed platform while the message waited, and has no inbox to read; the sweep sends it the other way.
        var roster = await rosters.CurrentAsync();
        if (roster.Platforms.GetValueOrDefault(message.PlatformId)?.Connector is not ConnectorKind.Inbox) return;
        await database.WriteAsync(async s =>
        {
            var waiting = await delivering.LockWaitingAsync(s, message);
            if (waiting.Count > 0)
            {
                await delivering.DeliverAsync(s, waiting, roster, await Delivering.TakeSeqsAsync(s, message.PlatformId, waiting.Count));
                s.AfterCommit(() => signals.Ring(Signal.Inbox(message.PlatformId)));
            }
            await Delivering.EndAsync(s, message);
        });
    }
}
