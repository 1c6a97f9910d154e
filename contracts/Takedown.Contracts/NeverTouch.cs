using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What a claimant never claims: its own and its licensees' hosts, targets and accounts.</summary>
public sealed record NeverTouchList
{
    /// <summary>Version, from 1; 0 before the first. Set by the server.</summary>
    public int Version { get; init; }
    /// <summary>The entries, at most 2,000.</summary>
    public required IReadOnlyList<NeverTouchEntry> Entries { get; init; }
}

/// <summary>One entry: a host, a target or an account.</summary>
public sealed record NeverTouchEntry
{
    /// <summary>A host name; it covers every host below it too.</summary>
    public string? Host { get; init; }
    /// <summary>A target by its URL, however it is written.</summary>
    public string? Url { get; init; }
    /// <summary>Id of an account on a platform, at most 200 characters.</summary>
    public string? Account { get; init; }
    /// <summary>The platform of the account; absent for all.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Why it is never claimed.</summary>
    public NeverTouchReason? Reason { get; init; }
    /// <summary>For your own people, at most 500 characters.</summary>
    public string? Note { get; init; }
    /// <summary>The last day (UTC) on which it holds, such as that of a licence; absent for no end.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Why something is never claimed.</summary>
[JsonConverter(typeof(KebabEnumConverter<NeverTouchReason>))]
public enum NeverTouchReason
{
    /// <summary>The use is licensed.</summary>
    Licence,
    /// <summary>It belongs to the claimant.</summary>
    Own,
    /// <summary>Another reason, as the note says.</summary>
    Other,
}
