namespace Takedown.Contracts;

/// <summary>
/// An agreement of claimants and platforms: while it runs, the act limit of notices of these claimants to these
/// platforms is never longer than its own. Every write is a version of its own.
/// </summary>
public sealed record Agreement
{
    /// <summary>Its id in the path: letters, digits and single hyphens, at most 60 characters.</summary>
    public string Id { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server.</summary>
    public int Version { get; init; }
    /// <summary>The claimants, 1 to 200.</summary>
    public IReadOnlyList<Guid> Claimants { get; init => field = value ?? []; } = [];
    /// <summary>The platforms, 1 to 200.</summary>
    public IReadOnlyList<Guid> Platforms { get; init => field = value ?? []; } = [];
    /// <summary>
    /// From delivery to action or refusal. It holds where it is stricter than the limit of the policy.
    /// </summary>
    public TimeLimit? ActLimit { get; init; }
    /// <summary>First day, in the zone of the platform.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day, included; none while it is open.</summary>
    public DateOnly? To { get; init; }
    /// <summary>SHA-256 of the signed document, 64 hexadecimal digits.</summary>
    public string? Document { get; init; }
}
