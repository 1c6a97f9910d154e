namespace Takedown.Contracts;

/// <summary>A published reason for which a platform may refuse a notice.</summary>
public sealed record ReasonCode
{
    /// <summary>Kebab-case code, for <c>reason.code</c> of a response.</summary>
    public required string Code { get; init; }
    /// <summary>Meaning, in English.</summary>
    public required string Text { get; init; }
    /// <summary>Meaning, in Chinese.</summary>
    public required string TextZh { get; init; }
    /// <summary>
    /// Whether the response must explain the reason in <c>reason.text</c>, in at least 4 characters.
    /// </summary>
    public bool TextRequired { get; init; }
}
