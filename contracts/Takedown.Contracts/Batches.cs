using System.Text.Json.Serialization;

namespace Takedown.Contracts;

/// <summary>A batch as JSON. NDJSON and CSV carry the same notices, one a line.</summary>
public sealed record BatchInput
{
    /// <summary>Values for every notice that does not give its own; must stand before <c>notices</c> in batches of over 1,000 items.</summary>
    public NoticeInput? Defaults { get; init; }
    /// <summary>Any number of notices.</summary>
    public required IReadOnlyList<NoticeInput> Notices { get; init; }
}

/// <summary>What became of a batch.</summary>
public sealed record BatchView
{
    /// <summary>UUIDv7; absent for a dry run.</summary>
    public Guid? Id { get; init; }
    /// <summary><c>receiving</c> while its body is being read or after a cut, <c>complete</c> after the last item, <c>validated</c> for a dry run.</summary>
    public required string Status { get; init; }
    /// <summary>Items read: the sum of the three below.</summary>
    public required long Received { get; init; }
    /// <summary>Items stored as notices.</summary>
    public required long Accepted { get; init; }
    /// <summary>Items whose open twin exists already.</summary>
    public required long Duplicate { get; init; }
    /// <summary>Items not taken.</summary>
    public required long Rejected { get; init; }
    /// <summary>When the batch was opened.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
    /// <summary>One result per item, up to 1,000 items; null above, and then <see cref="ResultsUrl"/> serves them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<ItemResult>? Results { get; init; }
    /// <summary>Where all results are; absent for a dry run.</summary>
    public string? ResultsUrl { get; init; }
}

/// <summary>What became of one item.</summary>
public sealed record ItemResult
{
    /// <summary>Position in the batch, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>The claimant's own number.</summary>
    public string? ClientRef { get; init; }
    /// <summary>Taken, a duplicate, or refused.</summary>
    public required ItemStatus Status { get; init; }
    /// <summary>The notice; for a duplicate the first one's.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>Why it was refused, all reasons at once.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }
}

/// <summary>One fault at one place of the input.</summary>
public sealed record FieldError
{
    /// <summary>JSON pointer (RFC 6901) into the item or the body.</summary>
    public required string Pointer { get; init; }
    /// <summary>Stable code, such as <c>field.required</c>.</summary>
    public required string Code { get; init; }
    /// <summary>For people, in the language asked for.</summary>
    public required string Message { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">At most <c>limit</c> rows.</param>
/// <param name="Next">Cursor for <c>after</c>; null when there is nothing more now.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
