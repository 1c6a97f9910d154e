using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What is published.</summary>
[JsonConverter(typeof(KebabEnumConverter<PublicationKind>))]
public enum PublicationKind
{
    /// <summary>A penalty decision (行政处罚信息公开).</summary>
    Penalty,
    /// <summary>A typical case (典型案例).</summary>
    TypicalCase,
    /// <summary>Platforms that do not fulfil their duties (曝光).</summary>
    Exposure,
    /// <summary>A warning to consumers (消费警示).</summary>
    Warning,
}

/// <summary>Status of a publication.</summary>
[JsonConverter(typeof(KebabEnumConverter<PublicationStatus>))]
public enum PublicationStatus
{
    /// <summary>Waits for the approval of a second person.</summary>
    Proposed,
    /// <summary>A second person refused it.</summary>
    Refused,
    /// <summary>Approved; published from its day on.</summary>
    Approved,
    /// <summary>Withdrawn, with a reason.</summary>
    Withdrawn,
}

/// <summary>Body of <c>POST /v1/publications</c>.</summary>
public sealed record PublicationInput
{
    /// <summary>What is published.</summary>
    public PublicationKind? Kind { get; set; }
    /// <summary>The case behind it; your own.</summary>
    public Guid? CaseId { get; set; }
    /// <summary>Exposure: the platforms exposed, 1 to 100, all in your region.</summary>
    public IReadOnlyList<Guid>? Platforms { get; set; }
    /// <summary>Penalty: the party's unified social credit code (统一社会信用代码), 18 characters.</summary>
    public string? Uscc { get; set; }
    /// <summary>Title, at most 300 characters.</summary>
    public string? Title { get; set; }
    /// <summary>Text, at most 50,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>First day of the publication, in the zone of the body. Default: the day of the approval.</summary>
    public DateOnly? PublishOn { get; set; }
}

/// <summary>Body of <c>POST /v1/publications/{id}/reply</c>.</summary>
public sealed record PublicationReplyInput
{
    /// <summary>What the exposed platform says, at most 5,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>What an exposed platform says; shown with the publication.</summary>
public sealed record PublicationReply
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>What the exposed platform says.</summary>
    public required string Text { get; init; }
    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }
}
