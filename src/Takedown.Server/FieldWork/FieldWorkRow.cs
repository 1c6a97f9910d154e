using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.FieldWork;

/// <summary>What an entry is. The numbers are stored: append new values only.</summary>
internal enum FieldWorkSort
{
    Patrol,
    Inspection,
    WorkLog,
}

/// <summary>What an entry says beside its counts.</summary>
internal sealed record FieldWorkContent(
    string By, string? Subject, bool Key, IReadOnlyList<string>? With, string? Note);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FieldWorkContent))]
internal sealed partial class FieldWorkJson : JsonSerializerContext;

/// <summary>An entry as stored.</summary>
internal sealed record FieldWorkRow
{
    public Guid Id { get; init; }
    public FieldWorkSort Sort { get; init; }
    public string Kind { get; init; } = "patrol";
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string? Campaign { get; init; }
    public long Sites { get; init; }
    public long Apps { get; init; }
    public long Works { get; init; }
    public long Found { get; init; }
    public long TakenDown { get; init; }
    public long Seized { get; init; }
    public long Count { get; init; }
    public long People { get; init; }
    public string Content { get; init; } = "{}";
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? WithdrawnBy { get; init; }
    public string? WithdrawnFor { get; init; }

    public FieldWorkView View(string? ownerName)
    {
        var content = JsonSerializer.Deserialize(Content, FieldWorkJson.Default.FieldWorkContent)!;
        return new()
        {
            Id = Id,
            Kind = Kind,
            Owner = BodyId,
            OwnerName = ownerName,
            Region = Region,
            By = content.By,
            Function = Function,
            At = At,
            Date = ReportZone.Of(Region).DayOf(At),
            Sites = Sites,
            Apps = Apps,
            Works = Works,
            Found = Found,
            TakenDown = TakenDown,
            Seized = Seized,
            Count = Count,
            People = People,
            Campaign = Campaign,
            Subject = content.Subject,
            Key = content.Key,
            With = content.With,
            Note = content.Note,
            Person = Person,
            RecordedAt = RecordedAt,
            WithdrawnAt = WithdrawnAt,
            WithdrawnBy = WithdrawnBy,
            WithdrawnFor = WithdrawnFor,
        };
    }

    public static readonly Table<FieldWorkRow> Table = new("field_work",
    [
        new("id", ColumnType.Id, r => r.Id),
        new("sort", ColumnType.Number, r => r.Sort),
        new("kind", ColumnType.Text, r => r.Kind),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("region", ColumnType.Text, r => r.Region),
        new("function", ColumnType.Text, r => r.Function),
        new("at", ColumnType.Instant, r => r.At),
        new("campaign", ColumnType.Text, r => r.Campaign),
        new("sites", ColumnType.Number, r => r.Sites),
        new("apps", ColumnType.Number, r => r.Apps),
        new("works", ColumnType.Number, r => r.Works),
        new("found", ColumnType.Number, r => r.Found),
        new("taken_down", ColumnType.Number, r => r.TakenDown),
        new("seized", ColumnType.Number, r => r.Seized),
        new("count", ColumnType.Number, r => r.Count),
        new("people", ColumnType.Number, r => r.People),
        new("content", ColumnType.Text, r => r.Content),
        new("person_id", ColumnType.Id, r => r.PersonId),
        new("person", ColumnType.Text, r => r.Person),
        new("recorded_at", ColumnType.Instant, r => r.RecordedAt),
    ]);
}
