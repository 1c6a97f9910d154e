namespace Takedown.Contracts;

/// <summary>A stable code with optional free text.</summary>
public sealed record Reason
{
    /// <summary>
    /// Kebab-case code. For a refusal one of <c>GET /v1/reason-codes</c>, such as <c>not-infringing</c>,
    /// <c>licensed</c>, <c>not-found</c>, <c>other</c>.
    /// </summary>
    public string? Code { get; set; }
    /// <summary>
    /// Free text, at most 2,000 characters; required with <c>other</c>, at least 4
    /// characters then.
    /// </summary>
    public string? Text { get; set; }
}

/// <summary>The claimant's answer to a request for information.</summary>
public sealed record Supplement
{
    /// <summary>The answer, at most 5,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>Further evidence.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>Statements that the notice lacked; of its completion, set by the server.</summary>
    public IReadOnlyList<string>? Statements { get; init; }
    /// <summary>The signature that the notice lacked; of its completion, set by the server.</summary>
    public string? Signature { get; init; }
    /// <summary>When the answer was given; set by the server.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Body of <c>POST /v1/notices/{id}/withdrawal</c>.</summary>
public sealed record Withdrawal
{
    /// <summary>Reason of the withdrawal, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}
