using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// A validated and routed item with the data to store. It does not reference the notice object, because the garbage
/// collector would move all objects of a waiting chunk.
/// </summary>
internal sealed record JudgedItem
{
    public required long Index { get; init; }

    /// <summary>Digest of all items up to this one; null without an Idempotency-Key.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>Where it stands in the file.</summary>
    public FileRow Row { get; init; }

    /// <summary>The claimant's own data, as stored.</summary>
    public byte[]? Metadata { get; init; }

    /// <summary>The claimant's reference. A reference that is too long is shortened, and the item is refused.</summary>
    public string? ClientRef
    {
        get;
        init => field = value?.Length > NoticeValidator.MaxRef ? JsonErrors.Shorten(value) : value;
    }

    /// <summary>Null if the item was refused.</summary>
    public Route? Route { get; init; }

    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>What was accepted but may be an error.</summary>
    public IReadOnlyList<InputFault> Warnings { get; init; } = [];

    /// <summary>Whether the only fault is a host without a registered platform.</summary>
    public bool Unrouted { get; init; }

    public string? Host { get; init; }

    /// <summary>Null for nearly all.</summary>
    public SpecialItem? Special { get; init; }

    /// <summary>In a dry run, what is asked about it before it is sent.</summary>
    public ItemPreview? Preview { get; init; }

    /// <summary>
    /// The notice with the defaults of the batch, or of a refused item its text as sent, in UTF-8. It is serialized
    /// before the transaction to keep the transaction short.
    /// </summary>
    public byte[]? Content { get; init; }
}

/// <summary>Outcome of storing one item, or of its dry run.</summary>
/// <param name="Status">Accepted, duplicate or rejected.</param>
/// <param name="NoticeId">
/// Accepted: the new notice. Duplicate: the open notice with the same target and work. Rejected: the notice whose
/// counter-notice bars another.
/// </param>
internal readonly record struct ItemOutcome(ItemStatus Status, Guid? NoticeId)
{
    /// <summary>Of a dry run: what is known before it is sent.</summary>
    public PreflightView? Preflight { get; init; }

    /// <summary>Why it cannot be stored, which only the database told.</summary>
    public string? FaultCode { get; init; }

    /// <summary>The outcome for each respondent, where the item has several.</summary>
    public IReadOnlyList<RespondentResult>? Respondents { get; init; }

    private static readonly InputFault Barred = new("/target", "notice.barred");

    /// <summary>The faults of the item with this outcome.</summary>
    public IReadOnlyList<InputFault> FaultsOf(JudgedItem item) =>
        FaultCode is { } code ? [new("/supersedes", code)]
            : Status is ItemStatus.Rejected && NoticeId is not null ? [Barred] : item.Faults;

    public static readonly ItemOutcome Rejected = new(ItemStatus.Rejected, null);

    /// <summary>Initial outcomes: all items are rejected.</summary>
    public static ItemOutcome[] ForAll(IReadOnlyCollection<JudgedItem> items)
    {
        var outcomes = new ItemOutcome[items.Count];
        Array.Fill(outcomes, Rejected);
        return outcomes;
    }
}
