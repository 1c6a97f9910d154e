using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What a regulator asks of a platform.</summary>
[JsonConverter(typeof(KebabEnumConverter<InformationRequestKind>))]
public enum InformationRequestKind
{
    /// <summary>Who the seller is (反向追溯).</summary>
    SellerTrace,
    /// <summary>Trade records and logs (交易记录、日志).</summary>
    Logs,
    /// <summary>Data of an account.</summary>
    Account,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Status of a request for information.</summary>
[JsonConverter(typeof(KebabEnumConverter<InformationRequestStatus>))]
public enum InformationRequestStatus
{
    /// <summary>Not answered; the time limit runs.</summary>
    Open,
    /// <summary>Not answered in time.</summary>
    Overdue,
    /// <summary>Answered.</summary>
    Answered,
    /// <summary>The platform refused and gave a reason.</summary>
    Refused,
}

/// <summary>Body of <c>POST /v1/cases/{id}/information-requests</c>.</summary>
public sealed record InformationRequestInput
{
    /// <summary>The platform that is asked.</summary>
    public Guid? PlatformId { get; set; }
    /// <summary>What is asked for.</summary>
    public InformationRequestKind? Kind { get; set; }
    /// <summary>The questions, 1 to 50 of at most 5,000 characters.</summary>
    public IReadOnlyList<string>? Questions { get; set; }
    /// <summary>Due time of the answer. Default: 3 working days.</summary>
    public DateTimeOffset? Due { get; set; }
}

/// <summary>A merchant as its platform knows it.</summary>
public sealed record MerchantIdentity
{
    /// <summary>Name, at most 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary>Unified social credit code (统一社会信用代码), 18 characters.</summary>
    public string? Uscc { get; set; }
    /// <summary>Licence or its number, at most 300 characters.</summary>
    public string? Licence { get; set; }
    /// <summary>Address, at most 1,000 characters.</summary>
    public string? Address { get; set; }
    /// <summary>Payment account, at most 1,000 characters.</summary>
    public string? Payment { get; set; }
}

/// <summary>Body of <c>POST /v1/information-requests/{id}/answer</c>.</summary>
public sealed record InformationAnswerInput
{
    /// <summary>The answer, at most 20,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>The merchant; required for <c>seller-trace</c>.</summary>
    public MerchantIdentity? Merchant { get; set; }
    /// <summary>Evidence, identified by hash; at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; set; }
}

/// <summary>Why something is refused, withdrawn, removed or put off.</summary>
public sealed record ReasonInput
{
    /// <summary>The reason, at most 2,000 characters.</summary>
    public string? Reason { get; set; }
}

/// <summary>Body of <c>POST /v1/information-requests/{id}/extension</c>.</summary>
public sealed record ExtensionInput
{
    /// <summary>The reason, at most 2,000 characters.</summary>
    public string? Reason { get; set; }
    /// <summary>The due time that the platform asks for.</summary>
    public DateTimeOffset? Due { get; set; }
}

/// <summary>Body of <c>POST /v1/information-requests/{id}/extension-decision</c>.</summary>
public sealed record ExtensionDecisionInput
{
    /// <summary>Whether the extension is granted.</summary>
    public bool? Granted { get; set; }
    /// <summary>The new due time. Default: the one asked for.</summary>
    public DateTimeOffset? Due { get; set; }
    /// <summary>The reason, at most 2,000 characters; required where it is not granted.</summary>
    public string? Reason { get; set; }
}
