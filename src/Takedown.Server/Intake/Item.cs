using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>An item on its way from the body to its result.</summary>
internal sealed class Item
{
    public required long Index { get; init; }

    /// <summary>What was sent; null where it could not be read. Once it is judged, only what is stored beside the content.</summary>
    public NoticeInput? Notice { get; set; }

    /// <summary>Its bytes, while it waits for defaults that may come behind it.</summary>
    public byte[]? Waiting { get; set; }

    /// <summary>The claimant's number for it, shortened where it is beyond its length: then it is told, not kept.</summary>
    public string? ClientRef
    {
        get => (Notice?.ClientRef ?? field) is { } text ? text.Length <= NoticeValidator.MaxRef ? text : JsonErrors.Shorten(text) : null;
        set;
    }

    /// <summary>SHA-256 over all items up to this one, where the batch has an Idempotency-Key.</summary>
    public byte[]? Digest { get; set; }

    public List<InputFault> Faults { get; } = [];

    /// <summary>Where it goes; null where it was refused.</summary>
    public Route? Route { get; set; }

    /// <summary>Its host, where no platform answers for it and nothing else is wrong.</summary>
    public bool Unrouted { get; set; }

    public string? Host { get; set; }

    /// <summary>
    /// What is stored, in UTF-8: the notice with the batch's defaults in it, or the text nobody could read. Made before
    /// the transaction, which has better things to do.
    /// </summary>
    public byte[]? Content { get; set; }

    public ItemStatus Status { get; set; } = ItemStatus.Rejected;

    public Guid? NoticeId { get; set; }
}
