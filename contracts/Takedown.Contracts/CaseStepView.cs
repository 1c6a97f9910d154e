using System.Text.Json.Serialization;

namespace Takedown.Contracts;

/// <summary>A step of a case.</summary>
public sealed record CaseStepView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of the step taken.</summary>
    public required StepKind Kind { get; init; }
    /// <summary>State of the step.</summary>
    public required StepState State { get; init; }
    /// <summary>Whose approval it waits for: second-person or head.</summary>
    public string? WaitsFor { get; init; }
    /// <summary>To whom it is addressed.</summary>
    public string? Recipient { get; init; }
    /// <summary>Until when it must be done.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>Legal basis.</summary>
    public string? Basis { get; init; }
    /// <summary>The document.</summary>
    public CaseDocument? Document { get; init; }
    /// <summary>Fine in yuan.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? Amount { get; init; }
    /// <summary>Confiscated illegal gains in yuan.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? Confiscated { get; init; }
    /// <summary>Confiscated goods, pieces.</summary>
    public int? Goods { get; init; }
    /// <summary>What it says.</summary>
    public string? Text { get; init; }
    /// <summary>Who took or proposed it.</summary>
    public required CaseOfficer AskedBy { get; init; }
    /// <summary>When it was taken or proposed.</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>Who approved or refused it.</summary>
    public CaseOfficer? ApprovedBy { get; init; }
    /// <summary>When it was approved or refused.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }
    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }
    /// <summary>Since when it is in effect.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }
    /// <summary>When it was fulfilled.</summary>
    public DateTimeOffset? FulfilledAt { get; init; }
    /// <summary>Proof that it was fulfilled.</summary>
    public CaseDocument? Proof { get; init; }
}

/// <summary>The decision of a second person.</summary>
public sealed record CaseApproval
{
    /// <summary>Whether it is approved. Default: true.</summary>
    public bool? Approved { get; init; }
    /// <summary>Reason, required for a refusal, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>What an order demanded was done.</summary>
public sealed record StepFulfilment
{
    /// <summary>The proof, required.</summary>
    public CaseDocument? Proof { get; init; }
    /// <summary>Note, at most 2,000 characters.</summary>
    public string? Text { get; init; }
}
