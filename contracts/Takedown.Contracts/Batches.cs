using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>A batch as JSON. NDJSON and CSV contain the same notices, one per line.</summary>
public sealed record BatchInput
{
    /// <summary>
    /// Default values for fields that a notice omits. In batches of more than 1,000 items or 1 MiB they must
    /// precede <c>notices</c>.
    /// </summary>
    public NoticeInput? Defaults { get; init; }
    /// <summary>
    /// The claimant's own data of the batch, bounded like that of a notice. With NDJSON and CSV:
    /// <c>?metadata=key:value</c>, once for each key.
    /// </summary>
    [JsonConverter(typeof(MetadataConverter))]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    /// <summary>The notices, in any number.</summary>
    public required IReadOnlyList<NoticeInput> Notices { get; init; }
}

/// <summary>State of a batch.</summary>
public sealed record BatchView
{
    /// <summary>UUIDv7; absent for a dry run.</summary>
    public Guid? Id { get; init; }
    /// <summary>
    /// <c>receiving</c> while the body is being read or after its connection was lost, <c>complete</c> after the last
    /// item, <c>validated</c> for a dry run.
    /// </summary>
    public required string Status { get; init; }
    /// <summary>Number of items read: accepted, duplicate and rejected ones.</summary>
    public required long Received { get; init; }
    /// <summary>Number of items stored as notices.</summary>
    public required long Accepted { get; init; }
    /// <summary>Number of items for which an equal open notice exists.</summary>
    public required long Duplicate { get; init; }
    /// <summary>Number of rejected items.</summary>
    public required long Rejected { get; init; }
    /// <summary>When the batch was created.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
    /// <summary>
    /// One result per item in batches of up to 1,000 items; null in larger ones, and where the results are longer than
    /// 8 MB: they are at <c>resultsUrl</c>. A dry run gives at most 1,000 results and 8 MB of them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<ItemResult>? Results { get; init; }
    /// <summary>
    /// True if <c>results</c> of a dry run does not contain every item: above 1,000 items it contains those that would
    /// not be accepted, at most 1,000. <c>Accept: application/x-ndjson</c> or <c>text/csv</c> returns all.
    /// </summary>
    public bool? Truncated { get; init; }
    /// <summary>Path of all results; absent for a dry run.</summary>
    public string? ResultsUrl { get; init; }
    /// <summary>The claimant's own data of the batch; shown to the claimant only.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>Result of one item.</summary>
public sealed record ItemResult
{
    /// <summary>Position in the batch, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>
    /// Row of the CSV file, from 1, the heading included, or line of the NDJSON body, from 1; absent for JSON.
    /// </summary>
    public long? Row { get; init; }
    /// <summary>The claimant's own reference.</summary>
    public string? ClientRef { get; init; }
    /// <summary>Accepted, duplicate or rejected.</summary>
    public required ItemStatus Status { get; init; }
    /// <summary>The notice; for a duplicate, the existing notice.</summary>
    public Guid? NoticeId { get; init; }
    /// <summary>All reasons for a rejection.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }
    /// <summary>The claimant's own data of the item.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    /// <summary>
    /// What was accepted but may be an error: a word that is not in its vocabulary, with the nearest word and the
    /// policy that applies.
    /// </summary>
    public IReadOnlyList<FieldError>? Warnings { get; init; }
    /// <summary>
    /// True for an accepted item that is not sent before it is complete; <c>warnings</c> names what it lacks.
    /// </summary>
    public bool? Deficient { get; init; }
    /// <summary>Of an item with <c>respondents</c>: the result for each platform, in their order.</summary>
    public IReadOnlyList<RespondentResult>? Respondents { get; init; }
    /// <summary>What is known of the item before it is sent; in a dry run only, where its platform is known.</summary>
    public PreflightView? Preflight { get; init; }
}

/// <summary>One error at one place of the input.</summary>
public sealed record FieldError
{
    /// <summary>
    /// JSON pointer (RFC 6901) into the item or the body; <c>?name</c> for a query parameter; the name of a header.
    /// </summary>
    public required string Pointer { get; init; }
    /// <summary>Stable code, such as <c>field.required</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public required string Message { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">At most <c>limit</c> entries.</param>
/// <param name="Next">Cursor for <c>after</c>; null if there are no further entries now.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
