using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Bodies;

/// <summary>A stored act.</summary>
internal sealed record ActRow
{
    public Guid Id { get; init; }
    public ActSubject Subject { get; init; }
    public Guid SubjectId { get; init; }
    public DateTimeOffset At { get; init; }
    public string Act { get; init; } = "";
    public Guid? OrganisationId { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }
    public string? Details { get; init; }

    public ActView View(IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = Id,
        At = At,
        Act = Act,
        OrganisationId = OrganisationId,
        OrganisationName = OrganisationId is { } organisation ? names.GetValueOrDefault(organisation) : null,
        PersonId = PersonId,
        Person = Person,
        Details = Details is null ? null : JsonElement.Parse(Details),
    };

    public static readonly Table<ActRow> Table = new("acts",
    [
        new("id", ColumnType.Id, a => a.Id),
        new("subject", ColumnType.Number, a => a.Subject),
        new("subject_id", ColumnType.Id, a => a.SubjectId),
        new("at", ColumnType.Instant, a => a.At),
        new("act", ColumnType.Text, a => a.Act),
        new("organisation_id", ColumnType.Id, a => a.OrganisationId),
        new("person_id", ColumnType.Id, a => a.PersonId),
        new("person", ColumnType.Text, a => a.Person),
        new("details", ColumnType.Text, a => a.Details),
    ]);
}
