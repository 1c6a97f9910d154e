using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Regimes;
using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

/// <summary>An organisation as stored.</summary>
internal sealed record Organisation
{
    public Guid Id { get; init; }
    public OrganisationKind Kind { get; init; }
    public string Name { get; init; } = "";
    public string Country { get; init; } = "";
    public string Region { get; init; } = "";
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }
    public string? ServiceType { get; init; }
    public string? Regime { get; init; }
    /// <summary>The regimes of a platform; null for those of its country.</summary>
    public string? Regimes { get; init; }
    public ConnectorKind? Connector { get; init; }
    public string? ConnectorUrl { get; init; }
    public string? ConnectorQueue { get; init; }
    /// <summary>Since when nothing is posted to the webhook, because it said that it is gone.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
    /// <summary>Stable code of what the webhook said.</summary>
    public string? DisabledReason { get; init; }
    public string? Secret { get; init; }
    public string? FormerSecret { get; init; }

    /// <summary>The secrets as they are stored, kept where no configured key opens them.</summary>
    public (string? Secret, string? Former) Unreadable { get; init; }

    public DateTimeOffset? FormerSecretUntil { get; init; }
    public Tier? Tier { get; init; }
    public string? Functions { get; init; }
    /// <summary>The body above it, where that is not the one of the region above.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>The regions of a body beside the tree; null for that of its seat.</summary>
    public string? Covers { get; init; }
    public ClaimantType? ClaimantType { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Stored in a separate table.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> FunctionList => Functions?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IReadOnlyList<string> CoverList => Covers?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The regions that a body is responsible for: those it covers, or else its own.</summary>
    public IReadOnlyList<string> Places => CoverList is { Count: > 0 } covers ? covers : [Region];

    /// <summary>Whether a region lies in those of the body.</summary>
    public bool Holds(string? region) =>
        region is not null && Places.Any(place => Core.Routing.Region.IsWithin(region, place));

    /// <summary>The regimes that a platform is under.</summary>
    public IReadOnlyList<string> RegimesIn(RegimeSet regimes) =>
        regimes.Of(Regimes?.Split(' ', StringSplitOptions.RemoveEmptyEntries), Regime, Country);

    /// <summary>Whether a claimant has lost its tier for the time being. Not stored here.</summary>
    public bool IsLowered { get; init; }

    /// <summary>The tier of its notices: an authority's are orders, whoever granted what.</summary>
    public Tier SendingTier => Kind is OrganisationKind.Regulator ? Contracts.Tier.Order
        : IsLowered ? Contracts.Tier.Ordinary : Tier ?? Contracts.Tier.Ordinary;

    /// <summary>Level of its region, as a word.</summary>
    public string Level => Kebab.Word(RegionLevels.LevelOf(Region));

    /// <summary>As the audit trail shows it: without contacts and secrets.</summary>
    public OrganisationView Recorded(RegimeSet regimes) =>
        View(regimes) with { Email = null, Phone = null, Address = null };

    public OrganisationView View(
        RegimeSet regimes, IReadOnlyList<KeyView>? keys = null, string? newSecret = null) => new()
    {
        Id = Id,
        Kind = Kind,
        Name = Name,
        Country = Country,
        Region = Region,
        Email = Email,
        Phone = Phone,
        Address = Address,
        ServiceType = ServiceType,
        Regime = Regime,
        Regimes = Kind is OrganisationKind.Platform ? RegimesIn(regimes) : null,
        Tier = Tier,
        Hosts = Kind is OrganisationKind.Platform ? Hosts : null,
        Functions = Kind is OrganisationKind.Regulator ? FunctionList : null,
        Level = Kind is OrganisationKind.Regulator ? Level : null,
        ParentId = ParentId,
        Covers = CoverList is { Count: > 0 } covers ? covers : null,
        Type = ClaimantType,
        Connector = Connector is { } kind
            ? new()
            {
                Kind = kind,
                Url = ConnectorUrl,
                Queue = ConnectorQueue,
                Secret = newSecret,
                Disabled = DisabledAt is { } at ? new() { At = at, Reason = DisabledReason! } : null,
            }
            : null,
        CreatedAt = CreatedAt,
        Keys = keys,
    };
}
