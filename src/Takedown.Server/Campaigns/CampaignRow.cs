using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Campaigns;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>What a campaign says beside its columns.</summary>
internal sealed record CampaignContent(
    CampaignScope Scope, IReadOnlyList<CampaignPhase> Phases, IReadOnlyList<CampaignTarget> Targets);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(CampaignContent))]
[JsonSerializable(typeof(CampaignActionInput))]
[JsonSerializable(typeof(CommendationInput))]
[JsonSerializable(typeof(CampaignTaskInput))]
internal sealed partial class CampaignJson : JsonSerializerContext;

/// <summary>A campaign as stored.</summary>
internal sealed record CampaignRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public Guid? ParentId { get; init; }
    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";
    public string Content { get; init; } = "{}";
    public int Version { get; init; } = 1;
    public DateTimeOffset CreatedAt { get; init; }

    public CampaignContent Read => JsonSerializer.Deserialize(Content, CampaignJson.Default.CampaignContent)!;

    public DateOnly From => Day(FirstDay);

    public DateOnly To => Day(LastDay);

    public ReportZone Zone => ReportZone.Of(Region);

    public CampaignFrame Frame => new(From, To, Read.Scope.Regions!);

    /// <summary>The same with what may be changed.</summary>
    public CampaignRow With(CampaignInput input)
    {
        var scope = (input.Scope ?? new()) with
        {
            Regions = input.Scope?.Regions is { Count: > 0 } regions ? regions : [Region],
        };
        // The tasks have rows of their own.
        List<CampaignPhase> phases = [.. (input.Phases ?? []).Select(p => p with { Tasks = null })];
        List<CampaignTarget> targets = [.. (input.Targets ?? []).Select(t => t with { Actual = null })];
        return this with
        {
            Title = input.Title!.Trim(),
            FirstDay = Text(input.From!.Value),
            LastDay = Text(input.To!.Value),
            Content = JsonSerializer.Serialize(new(scope, phases, targets), CampaignJson.Default.CampaignContent),
        };
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public CampaignView View(IReadOnlyDictionary<Guid, string> names, string? parent)
    {
        var content = Read;
        return new()
        {
            Id = Id,
            Code = Code,
            Title = Title,
            Owner = BodyId,
            OwnerName = names.GetValueOrDefault(BodyId),
            Function = Function,
            From = From,
            To = To,
            Scope = content.Scope,
            Phases = content.Phases,
            Parent = parent,
            Targets = content.Targets,
            Version = Version,
            CreatedAt = CreatedAt,
        };
    }

    public static readonly Table<CampaignRow> Table = new("campaigns",
    [
        new("id", ColumnType.Id, r => r.Id),
        new("code", ColumnType.Text, r => r.Code),
        new("title", ColumnType.Text, r => r.Title),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("region", ColumnType.Text, r => r.Region),
        new("function", ColumnType.Text, r => r.Function),
        new("parent_id", ColumnType.Id, r => r.ParentId),
        new("first_day", ColumnType.Text, r => r.FirstDay),
        new("last_day", ColumnType.Text, r => r.LastDay),
        new("content", ColumnType.Text, r => r.Content),
        new("version", ColumnType.Number, r => r.Version),
        new("created_at", ColumnType.Instant, r => r.CreatedAt),
    ]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
