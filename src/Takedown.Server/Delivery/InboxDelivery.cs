using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Telemetry;

namespace Takedown.Server.Delivery;

/// <summary>The <c>inbox</c> connector: notices enter the platform's pull inbox, which is their legal receipt.</summary>
internal sealed class InboxDelivery(Delivering delivering, InboxLane lane) : IConsumer<DeliverNotices>, IConsumer<DeliverTogether>
{
    public Task Consume(ConsumeContext<DeliverNotices> context) => delivering.OrLeaveAsync(() => DeliverAsync(context.Message));

    public Task Consume(ConsumeContext<DeliverTogether> context) =>
        delivering.OrLeaveAsync(() => Task.WhenAll(context.Message.Deliveries.Select(DeliverAsync)));

    public async Task DeliverAsync(DeliverNotices message)
    {
        using var span = Tracing.Deliver(ConnectorKind.Inbox, message.PlatformId, message.NoticeIds.Count);
        await lane.DeliverAsync(message);
    }
}
