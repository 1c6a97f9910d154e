using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What somebody is looking at.</summary>
[JsonConverter(typeof(KebabEnumConverter<LookSubject>))]
public enum LookSubject
{
    /// <summary>A notice, such as one of the inbox.</summary>
    Notice,
    /// <summary>An escalation.</summary>
    Escalation,
    /// <summary>A lead.</summary>
    Lead,
}

/// <summary>Says that you are looking at something, so that a colleague does not decide the same.</summary>
public sealed record LookInput
{
    /// <summary>What it is.</summary>
    public LookSubject? Subject { get; init; }
    /// <summary>Its id. Whether it exists is not asked.</summary>
    public Guid? Id { get; init; }
    /// <summary>Whether to take it over from a colleague who is looking at it. Default: false.</summary>
    public bool? TakeOver { get; init; }
}

/// <summary>Somebody of your organisation is looking at something.</summary>
public sealed record LookView
{
    /// <summary>Id of what is looked at.</summary>
    public required Guid Id { get; init; }
    /// <summary>What it is.</summary>
    public required LookSubject Subject { get; init; }
    /// <summary>Whether it is you: your person, or the key of the organisation that you use.</summary>
    public required bool Own { get; init; }
    /// <summary>The person; absent for a key of the organisation.</summary>
    public string? By { get; init; }
    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
    /// <summary>When it ends by itself: ten minutes after the last time that it was said.</summary>
    public required DateTimeOffset Until { get; init; }
}
