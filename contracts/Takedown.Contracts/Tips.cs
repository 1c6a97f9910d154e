namespace Takedown.Contracts;

/// <summary>
/// What the public tells without an account. A URL or a text is enough; a tip starts no deadline of a platform.
/// </summary>
public sealed record TipInput
{
    /// <summary>Where, at most 4,096 characters.</summary>
    public string? Url { get; init; }
    /// <summary>What happened, at most 5,000 characters; kept as text and never interpreted.</summary>
    public string? Text { get; init; }
    /// <summary>The work, at most 500 characters.</summary>
    public string? Work { get; init; }
    /// <summary>What is wrong, such as <c>pirated film</c>; at most 200 characters.</summary>
    public string? What { get; init; }
    /// <summary>How to reach you, if you wish; at most 500 characters. Stored encrypted.</summary>
    public string? Contact { get; init; }
    /// <summary>Region, where no URL says it.</summary>
    public string? Region { get; init; }
    /// <summary>Language of the text, at most 35 characters, such as <c>zh-CN</c>.</summary>
    public string? Language { get; init; }
    /// <summary>The solved challenge; needed after five tips in a minute from one address.</summary>
    public TipProof? Proof { get; init; }
}

/// <summary>A solved challenge of <c>GET /v1/tips/challenge</c>.</summary>
public sealed record TipProof
{
    /// <summary>The challenge as it was given.</summary>
    public string? Challenge { get; init; }
    /// <summary>A text of at most 100 characters that solves it.</summary>
    public string? Nonce { get; init; }
}

/// <summary>
/// A proof of work: find a nonce so that SHA-256 of the UTF-8 text <c>challenge:nonce</c> begins with so many zero
/// bits.
/// </summary>
public sealed record TipChallenge
{
    /// <summary>Signed text; good once.</summary>
    public required string Challenge { get; init; }
    /// <summary><c>sha-256</c>.</summary>
    public required string Algorithm { get; init; }
    /// <summary>Number of leading zero bits.</summary>
    public required int Bits { get; init; }
    /// <summary>Until when it may be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The receipt of a tip; it says the status and nothing else.</summary>
public sealed record TipReceipt
{
    /// <summary>Receipt number, to be kept: whoever has it reads the status.</summary>
    public required string Receipt { get; init; }
    /// <summary>State of the tip.</summary>
    public required LeadStatus Status { get; init; }
    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When it was accepted or refused.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
