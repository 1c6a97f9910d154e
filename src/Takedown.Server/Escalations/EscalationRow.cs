using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>An escalation as stored.</summary>
internal sealed record EscalationRow
{
    public Guid Id { get; init; }
    public Guid? NoticeId { get; init; }
    public Guid? AccountActionId { get; init; }
    public Guid PlatformId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public Guid RegulatorId { get; init; }
    public string Deadline { get; init; } = "";
    public DateTimeOffset Due { get; init; }
    public DateTimeOffset At { get; init; }
    public EscalationStatus Status { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? ClaimantRegion { get; init; }
    public string? AccusedRegion { get; init; }
    /// <summary>The <see cref="StoredRouting"/>; null for escalations of before it was recorded.</summary>
    public string? Routing { get; init; }

    public static readonly Table<EscalationRow> Table = new("escalations",
    [
        new("id", ColumnType.Id, e => e.Id),
        new("notice_id", ColumnType.Id, e => e.NoticeId),
        new("account_action_id", ColumnType.Id, e => e.AccountActionId),
        new("platform_id", ColumnType.Id, e => e.PlatformId),
        new("region", ColumnType.Text, e => e.Region),
        new("function", ColumnType.Text, e => e.Function),
        new("regulator_id", ColumnType.Id, e => e.RegulatorId),
        new("deadline", ColumnType.Text, e => e.Deadline),
        new("due", ColumnType.Instant, e => e.Due),
        new("at", ColumnType.Instant, e => e.At),
        new("status", ColumnType.Number, e => e.Status),
        new("claimant_region", ColumnType.Text, e => e.ClaimantRegion),
        new("accused_region", ColumnType.Text, e => e.AccusedRegion),
        new("routing", ColumnType.Text, e => e.Routing),
    ]);

    public EscalationView View => new()
    {
        Id = Id,
        NoticeId = NoticeId,
        AccountActionId = AccountActionId,
        PlatformId = PlatformId,
        Region = Region,
        Function = Function,
        RegulatorId = RegulatorId,
        Deadline = Deadline,
        Due = Due,
        At = At,
        Status = Status,
        ResolvedAt = ResolvedAt,
        ClaimantRegion = ClaimantRegion,
        AccusedRegion = AccusedRegion,
        Routing = Routing is null ? null
            : JsonSerializer.Deserialize(Routing, RoutingJson.Default.StoredRouting)!.View(this),
    };
}

/// <summary>What is stored of why an escalation went to its body, beside its own columns.</summary>
internal sealed record StoredRouting
{
    public RoutingRule Rule { get; init; }
    public string? FoundIn { get; init; }
    public string? Regime { get; init; }
    public string? Unit { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>As stored.</summary>
    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this, RoutingJson.Default.StoredRouting);

    /// <summary>The reason without its words, which depend on the reader's language.</summary>
    public RoutingView View(EscalationRow row) => new()
    {
        RegulatorId = row.RegulatorId,
        Region = row.Region,
        Function = row.Function,
        Rule = Contracts.Json.Kebab.Word(Rule),
        FoundIn = FoundIn,
        Level = FoundIn is null ? null : Contracts.Json.Kebab.Word(RegionLevels.LevelOf(FoundIn)),
        Regime = Regime,
        Unit = Unit,
        PersonId = PersonId,
        Text = "",
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredRouting))]
internal sealed partial class RoutingJson : JsonSerializerContext;
