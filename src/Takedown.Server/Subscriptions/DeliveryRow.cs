using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Notices;

namespace Takedown.Server.Subscriptions;

/// <summary>
/// What goes into one post: the entries of the feed after a position, those of the types that were asked for when it
/// was made. They never change, so a repetition is the same.
/// </summary>
internal sealed record DeliveryRow
{
    public Guid Id { get; init; }
    public Guid SubscriptionId { get; init; }
    public long FromTx { get; init; }
    public long FromSeq { get; init; }
    public long FromTaken { get; init; }
    public long Tx { get; init; }
    public long Seq { get; init; }
    public long Taken { get; init; }
    /// <summary>Entries of the feed that were looked at.</summary>
    public int Span { get; init; }
    public string Types { get; init; } = "";
    /// <summary>How many of them are of the types.</summary>
    public int Events { get; init; }
    public int Attempts { get; init; }
    public string? Code { get; init; }
    public DateTimeOffset? LastAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    /// <summary>1 if it is to be sent once more.</summary>
    public long Resend { get; init; }

    public FeedCursor From => new(new(FromTx, FromSeq), (int)FromTaken);

    public EventDelivery View(Subscription of) => new()
    {
        Id = Id,
        MessageId = WebhookSender.IdOf(new PushMessage(Id, "", [])),
        Status = DeliveredAt is not null ? EventDeliveryStatus.Delivered
            : Attempts > 0 ? EventDeliveryStatus.Failing : EventDeliveryStatus.Pending,
        Events = Events,
        After = From.ToString(),
        Cursor = new FeedCursor(new(Tx, Seq), (int)Taken).ToString(),
        Attempts = Attempts,
        Code = Code,
        LastAt = LastAt,
        NextAt = DeliveredAt is null && of.Active == 1 ? of.NextAt : null,
        CreatedAt = CreatedAt,
        DeliveredAt = DeliveredAt,
    };
}
