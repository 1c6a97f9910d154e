using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What the leads and notices of a cluster have in common.</summary>
[JsonConverter(typeof(KebabEnumConverter<ClusterAxis>))]
public enum ClusterAxis
{
    /// <summary>The operator of the site: a suspected party or the platform (S4: 追根溯源，深挖窝点).</summary>
    Operator,
    /// <summary>The target.</summary>
    Target,
    /// <summary>The account on the platform.</summary>
    Account,
}

/// <summary>Two or more leads and notices about the same operator, target or account.</summary>
public sealed record ClusterView
{
    /// <summary>Stable id of what they have in common, 32 hex digits.</summary>
    public required string Id { get; init; }
    /// <summary>What they have in common.</summary>
    public required ClusterAxis By { get; init; }
    /// <summary>Its name: the operator, the URL, the account.</summary>
    public required string Name { get; init; }
    /// <summary>Leads and notices.</summary>
    public required int Count { get; init; }
    /// <summary>Leads.</summary>
    public required int Leads { get; init; }
    /// <summary>Notices.</summary>
    public required int Notices { get; init; }
    /// <summary>When the newest was received.</summary>
    public required DateTimeOffset Newest { get; init; }
    /// <summary>The newest ten.</summary>
    public required IReadOnlyList<ClusterLink> Links { get; init; }
}

/// <summary>A lead or a notice of a cluster.</summary>
public sealed record ClusterLink
{
    /// <summary><c>lead</c> or <c>notice</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }
    /// <summary>Its path.</summary>
    public required string Url { get; init; }
    /// <summary>When it was received.</summary>
    public required DateTimeOffset At { get; init; }
}
