using Takedown.Contracts;

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
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Stored in a separate table.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> FunctionList => Functions?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>As the audit trail shows it: without contacts and secrets.</summary>
    public OrganisationView Recorded => View() with { Email = null, Phone = null, Address = null };

    public OrganisationView View(IReadOnlyList<KeyView>? keys = null, string? newSecret = null) => new()
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
        Tier = Tier,
        Hosts = Kind is OrganisationKind.Platform ? Hosts : null,
        Functions = Kind is OrganisationKind.Regulator ? FunctionList : null,
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
