using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// An item after routing and rules, with what is stored of it. It does not hold the notice: a chunk waits for its turn,
/// and the garbage collector moves everything in it.
/// </summary>
internal sealed record JudgedItem
{
    public required long Index { get; init; }

    /// <summary>Over all items up to this one, where the batch has an Idempotency-Key.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>The claimant's reference, shortened where it is too long: then the item is refused.</summary>
    public string? ClientRef
    {
        get;
        init => field = value?.Length > NoticeValidator.MaxRef ? JsonErrors.Shorten(value) : value;
    }

    public AccountRef? Account { get; init; }

    /// <summary>Null where the item was refused.</summary>
    public Route? Route { get; init; }

    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>No platform is registered for its host, and nothing else is wrong.</summary>
    public bool Unrouted { get; init; }

    public string? Host { get; init; }

    /// <summary>
    /// In UTF-8: the notice with the batch's defaults, or the text that could not be read. Written before the
    /// transaction, which has better things to do.
    /// </summary>
    public byte[]? Content { get; init; }
}

/// <summary>What storing, or trying out, came to for one item.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="NoticeId">Accepted: the new notice. Duplicate: the open notice with the same target and work.</param>
internal readonly record struct ItemOutcome(ItemStatus Status, Guid? NoticeId)
{
    public static readonly ItemOutcome Rejected = new(ItemStatus.Rejected, null);

    /// <summary>Every item is rejected until something else is known of it.</summary>
    public static ItemOutcome[] ForAll(IReadOnlyCollection<JudgedItem> items)
    {
        var outcomes = new ItemOutcome[items.Count];
        Array.Fill(outcomes, Rejected);
        return outcomes;
    }
}
