using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>An appeal against a score as stored.</summary>
internal sealed record AppealRow
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public OrganisationKind Kind { get; init; }
    /// <summary>The place whose regulators decide.</summary>
    public string Region { get; init; } = "";
    /// <summary>The function that they have.</summary>
    public string Function { get; init; } = "";
    public ScorePart? Part { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset FiledAt { get; init; }
    public string? Person { get; init; }
    public AppealOutcome? Outcome { get; init; }
    public string? Answer { get; init; }
    public Guid? BodyId { get; init; }
    public Guid? PersonId { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    public static readonly Table<AppealRow> Table = new("score_appeals",
    [
        new("id", ColumnType.Id, a => a.Id, Key: true),
        new("organisation_id", ColumnType.Id, a => a.OrganisationId),
        new("kind", ColumnType.Number, a => a.Kind),
        new("region", ColumnType.Text, a => a.Region),
        new("function", ColumnType.Text, a => a.Function),
        new("part", ColumnType.Number, a => a.Part),
        new("text", ColumnType.Text, a => a.Text),
        new("filed_at", ColumnType.Instant, a => a.FiledAt),
        new("person", ColumnType.Text, a => a.Person),
        new("outcome", ColumnType.Number, a => a.Outcome),
        new("answer", ColumnType.Text, a => a.Answer),
        new("body_id", ColumnType.Id, a => a.BodyId),
        new("person_id", ColumnType.Id, a => a.PersonId),
        new("decided_by", ColumnType.Text, a => a.DecidedBy),
        new("decided_at", ColumnType.Instant, a => a.DecidedAt),
    ]);

    public ScoreAppealView View(string? name, IEnumerable<AppealNotice> notices) => new()
    {
        Id = Id,
        OrganisationId = OrganisationId,
        OrganisationName = name,
        Kind = Kind,
        Region = Region,
        Part = Part,
        Text = Text,
        Notices = [.. notices.Select(n => new AppealedNotice
        {
            NoticeId = n.NoticeId, Part = n.Part, Excluded = n.Excluded ? true : null,
        })],
        FiledAt = FiledAt,
        FiledBy = Person,
        Decision = Outcome is not { } outcome ? null : new()
        {
            Outcome = outcome,
            Text = Answer ?? "",
            BodyId = BodyId,
            Person = DecidedBy,
            At = DecidedAt!.Value,
        },
    };
}

/// <summary>A notice that an appeal is about, once for a part.</summary>
internal sealed record AppealNotice
{
    public Guid OrganisationId { get; init; }
    public ScorePart Part { get; init; }
    public Guid NoticeId { get; init; }
    public Guid AppealId { get; init; }
    public Guid PlatformId { get; init; }
    public DateTimeOffset CountedAt { get; init; }
    public bool Excluded { get; init; }

    public static readonly Table<AppealNotice> Table = new("score_appeal_notices",
    [
        new("organisation_id", ColumnType.Id, n => n.OrganisationId),
        new("part", ColumnType.Number, n => n.Part),
        new("notice_id", ColumnType.Id, n => n.NoticeId),
        new("appeal_id", ColumnType.Id, n => n.AppealId),
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("counted_at", ColumnType.Instant, n => n.CountedAt),
    ]);
}
