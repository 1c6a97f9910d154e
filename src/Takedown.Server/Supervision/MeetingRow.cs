using System.Globalization;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>A dated entry as stored.</summary>
internal sealed record MeetingRow
{
    public Guid Id { get; init; }
    public MeetingKind Kind { get; init; }
    public string Date { get; init; } = "";
    public string Text { get; init; } = "";
    public Guid BodyId { get; init; }
    /// <summary>Region and function of the body, by which others read the entry.</summary>
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    /// <summary>Ids of the other bodies, separated by spaces.</summary>
    public string Joint { get; init; } = "";
    public Guid? SupervisionId { get; init; }
    public Guid? CaseId { get; init; }
    public Guid? PlatformId { get; init; }
    public string Place { get; init; } = "";
    public bool KeyRegion { get; init; }
    public bool KeyCompany { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }

    public MeetingView View(IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = Id,
        Kind = Kind,
        Date = DateOnly.ParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Text = Text,
        BodyId = BodyId,
        BodyName = names.GetValueOrDefault(BodyId),
        Bodies = [.. Joint.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)],
        SupervisionId = SupervisionId,
        CaseId = CaseId,
        PlatformId = PlatformId,
        Region = Place,
        KeyRegion = KeyRegion,
        KeyCompany = KeyCompany,
        Person = Person,
        At = At,
    };

    public static readonly Table<MeetingRow> Table = new("meetings",
    [
        new("id", ColumnType.Id, m => m.Id, Key: true),
        new("kind", ColumnType.Number, m => m.Kind),
        new("date", ColumnType.Text, m => m.Date),
        new("text", ColumnType.Text, m => m.Text),
        new("body_id", ColumnType.Id, m => m.BodyId),
        new("region", ColumnType.Text, m => m.Region),
        new("function", ColumnType.Text, m => m.Function),
        new("joint", ColumnType.Text, m => m.Joint),
        new("supervision_id", ColumnType.Id, m => m.SupervisionId),
        new("case_id", ColumnType.Id, m => m.CaseId),
        new("platform_id", ColumnType.Id, m => m.PlatformId),
        new("place", ColumnType.Text, m => m.Place),
        new("key_region", ColumnType.Number, m => m.KeyRegion ? 1 : 0),
        new("key_company", ColumnType.Number, m => m.KeyCompany ? 1 : 0),
        new("person_id", ColumnType.Id, m => m.PersonId),
        new("person", ColumnType.Text, m => m.Person),
        new("at", ColumnType.Instant, m => m.At),
    ]);
}
