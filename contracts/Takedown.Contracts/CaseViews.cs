using System.ComponentModel;
using System.Text.Json;

namespace Takedown.Contracts;

/// <summary>A case. Lists leave out what belongs to it.</summary>
public sealed record CaseView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Number of the case.</summary>
    public required string No { get; init; }
    /// <summary>Title of the case.</summary>
    public required string Title { get; init; }
    /// <summary>The body that owns the case.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of that body.</summary>
    public string? BodyName { get; init; }
    /// <summary>The copyright body that leads (牵头).</summary>
    public Guid? LeadBodyId { get; init; }
    /// <summary>Region code of the case.</summary>
    public required string Region { get; init; }
    /// <summary>Function of the case.</summary>
    public required string Function { get; init; }
    /// <summary>IP type of the case.</summary>
    public required string IpType { get; init; }
    /// <summary>Item of the enforcement directory.</summary>
    [Description("Item of the enforcement directory.")]
    public string? Item { get; init; }
    /// <summary>State of the case.</summary>
    public required CaseState State { get; init; }
    /// <summary>Whether an order ran over and waits for a decision; nothing follows by itself.</summary>
    public required bool DecisionDue { get; init; }
    /// <summary>Whether it is a key case.</summary>
    public required bool Key { get; init; }
    /// <summary>Whether the case is a cross-border one.</summary>
    public required bool CrossBorder { get; init; }
    /// <summary>Whether a crime is suspected.</summary>
    public required bool SuspectedOfCrime { get; init; }
    /// <summary>Thresholds for a transfer that the facts reach; an indication, not a decision.</summary>
    public IReadOnlyList<string>? IndicatorsReached { get; init; }
    /// <summary>Facts compared with the thresholds.</summary>
    public TransferIndicators? Indicators { get; init; }
    /// <summary>Severity by criterion.</summary>
    public IReadOnlyDictionary<string, int>? Severity { get; init; }
    /// <summary>The responsible person.</summary>
    public CaseOfficer? Owner { get; init; }
    /// <summary>The enforcement team.</summary>
    public Guid? Enforcement { get; init; }
    /// <summary>The cluster.</summary>
    public CaseCluster? Cluster { get; init; }
    /// <summary>Paths that the right holder has chosen.</summary>
    public IReadOnlyList<string>? Path { get; init; }
    /// <summary>One id for the chain from the lead or escalation to the case (E28).</summary>
    public required Guid TraceId { get; init; }
    /// <summary>When the case was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>When the case was filed (立案).</summary>
    public DateTimeOffset? FiledAt { get; init; }
    /// <summary>When the case was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>Version of the case, one more after each change.</summary>
    public required int Version { get; init; }
    /// <summary>Parties of the case.</summary>
    public IReadOnlyList<CaseParty>? Parties { get; init; }
    /// <summary>Targets of the case.</summary>
    public IReadOnlyList<CaseTarget>? Targets { get; init; }
    /// <summary>Types of the works.</summary>
    public IReadOnlyList<string>? WorkTypes { get; init; }
    /// <summary>Leads that the case was opened from.</summary>
    public IReadOnlyList<Guid>? Leads { get; init; }
    /// <summary>Escalations that the case was opened from.</summary>
    public IReadOnlyList<Guid>? Escalations { get; init; }
    /// <summary>Rungs of the ladder reached.</summary>
    public IReadOnlyList<CaseRung>? Ladder { get; init; }
    /// <summary>Time limits of the case.</summary>
    public IReadOnlyList<CaseClock>? Clocks { get; init; }
    /// <summary>Documents of the case.</summary>
    public IReadOnlyList<CaseDocument>? Documents { get; init; }
    /// <summary>Steps of the case, oldest first.</summary>
    public IReadOnlyList<CaseStepView>? Steps { get; init; }
    /// <summary>Transfers to the police.</summary>
    public IReadOnlyList<TransferView>? Transfers { get; init; }
    /// <summary>Requests to carriers and registries.</summary>
    public IReadOnlyList<CaseRequestView>? Requests { get; init; }
    /// <summary>What other features have about the case, by name.</summary>
    public JsonElement? Parts { get; init; }
    /// <summary>What was done, oldest first.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
