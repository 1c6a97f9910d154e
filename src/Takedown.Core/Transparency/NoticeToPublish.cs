using Takedown.Contracts;

namespace Takedown.Core.Transparency;

/// <summary>A delivered notice as it is stored, from which its public form is made.</summary>
public sealed record NoticeToPublish
{
    /// <summary>Id of the notice.</summary>
    public required Guid Id { get; init; }
    /// <summary>Version of the notice.</summary>
    public required long Version { get; init; }
    /// <summary>Its state.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Status of its act deadline.</summary>
    public SlaStatus Sla { get; init; }
    /// <summary>The measure taken.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Its priority.</summary>
    public Tier Tier { get; init; }
    /// <summary>Its regime.</summary>
    public required string Regime { get; init; }
    /// <summary>The target in canonical form.</summary>
    public required string Target { get; init; }
    /// <summary>The platform.</summary>
    public required PublicParty Platform { get; init; }
    /// <summary>The claimant.</summary>
    public required PublicParty Claimant { get; init; }
    /// <summary>Whether the claimant is known to be no natural person.</summary>
    public bool ClaimantIsBody { get; init; }
    /// <summary>The claimant's contacts as registered.</summary>
    public IReadOnlyList<string?> ClaimantContacts { get; init; } = [];
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>When the notice was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When it reached the platform.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>The platform's reason.</summary>
    public Reason? Reason { get; init; }
    /// <summary>The platform's own reference.</summary>
    public string? PlatformRef { get; init; }
    /// <summary>The account by the platform's word.</summary>
    public AccountRef? Account { get; init; }
    /// <summary>The claimant's answers to questions.</summary>
    public IReadOnlyList<Supplement> Supplements { get; init; } = [];
    /// <summary>What happened, oldest first, with the public types only.</summary>
    public IReadOnlyList<PublicStep> History { get; init; } = [];
}
