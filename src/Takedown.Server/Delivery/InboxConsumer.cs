using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Messaging;
using Takedown.Server.Observability;

namespace Takedown.Server.Delivery;

/// <summary>
/// The <c>inbox</c> connector: notices enter the platform's pull inbox, which is their legal receipt.
/// </summary>
internal sealed class InboxConsumer(DeliveryRecorder recorder, InboxWriter writer)
    : IConsumer<DeliverNotices>, IConsumer<DeliverNoticeSets>
{
    public Task Consume(ConsumeContext<DeliverNotices> context) =>
        recorder.DeferIfUnavailableAsync(() => ConsumeAsync(context.Message));

    public Task Consume(ConsumeContext<DeliverNoticeSets> context) =>
        recorder.DeferIfUnavailableAsync(() => Task.WhenAll(context.Message.Deliveries.Select(ConsumeAsync)));

    public async Task ConsumeAsync(DeliverNotices message)
    {
        using var span = Tracing.DeliverySpan(ConnectorKind.Inbox, message.PlatformId, message.NoticeIds.Count);
        await writer.WriteAsync(message);
    }
}
