using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Messaging;
using Takedown.Server.Observability;

namespace Takedown.Server.Delivery;

/// <summary>
/// The <c>inbox</c> connector: notices enter the platform's pull inbox, which is their legal receipt.
/// </summary>
internal sealed class InboxConsumer(DeliveryRecorder delivering, InboxWriter lane)
    : IConsumer<DeliverNotices>, IConsumer<DeliverNoticeSets>
{
    public Task Consume(ConsumeContext<DeliverNotices> context) =>
        delivering.DeferIfUnavailableAsync(() => DeliverAsync(context.Message));

    public Task Consume(ConsumeContext<DeliverNoticeSets> context) =>
        delivering.DeferIfUnavailableAsync(() => Task.WhenAll(context.Message.Deliveries.Select(DeliverAsync)));

    public async Task DeliverAsync(DeliverNotices message)
    {
        using var span = Tracing.Deliver(ConnectorKind.Inbox, message.PlatformId, message.NoticeIds.Count);
        await lane.DeliverAsync(message);
    }
}
