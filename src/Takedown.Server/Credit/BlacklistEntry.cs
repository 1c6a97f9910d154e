using System.Globalization;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Credit;

/// <summary>An entry of the blacklist as stored.</summary>
internal sealed record BlacklistEntry
{
    public Guid Id { get; init; }
    public string Uscc { get; init; } = "";
    public string Name { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Starts { get; init; } = "";
    public string Ends { get; init; } = "";
    public Guid? CaseId { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
    public string? RemovalReason { get; init; }

    public const string Columns =
        "e.id, e.uscc, e.name, e.basis, e.starts, e.ends, e.case_id, e.body_id, e.region, e.function, e.person_id, "
            + "e.person, e.at, e.removed_at, e.removal_reason";

    /// <summary>An entry that the reader sees.</summary>
    /// <param name="s">The session.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="id">The entry.</param>
    /// <param name="locking">How it is locked; empty for not at all.</param>
    public static Task<BlacklistEntry?> FindAsync(Session s, Reader reader, Guid id, string locking = "") =>
        s.FirstAsync<BlacklistEntry>(
            $"SELECT {Columns} FROM blacklist_entries e WHERE e.id = @id AND {Reader.Where("e")} {locking}",
            new { id, reader.Me, reader.All, reader.Within, reader.Functions });

    public static Task<IReadOnlyList<BlacklistEntry>> ListAsync(Session s, Reader reader, Guid after, int take) =>
        s.QueryAsync<BlacklistEntry>(
            $"SELECT {Columns} FROM blacklist_entries e WHERE e.id > @after AND {Reader.Where("e")} "
                + "ORDER BY e.id LIMIT @take",
            new { reader.Me, reader.All, reader.Within, reader.Functions, after, take });

    public BlacklistEntryView View(IReadOnlyDictionary<Guid, string> names, DateOnly today) => new()
    {
        Id = Id,
        Uscc = Uscc,
        Name = Name,
        Basis = Basis,
        From = Read(Starts),
        To = Read(Ends),
        CaseId = CaseId,
        BodyId = BodyId,
        BodyName = names.GetValueOrDefault(BodyId),
        Person = Person,
        At = At,
        RemovedAt = RemovedAt,
        RemovalReason = RemovalReason,
        Active = RemovedAt is null && Read(Starts) <= today && today <= Read(Ends),
    };

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Read(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static readonly Table<BlacklistEntry> Table = new("blacklist_entries",
    [
        new("id", ColumnType.Id, e => e.Id, Key: true),
        new("uscc", ColumnType.Text, e => e.Uscc),
        new("name", ColumnType.Text, e => e.Name),
        new("basis", ColumnType.Text, e => e.Basis),
        new("starts", ColumnType.Text, e => e.Starts),
        new("ends", ColumnType.Text, e => e.Ends),
        new("case_id", ColumnType.Id, e => e.CaseId),
        new("body_id", ColumnType.Id, e => e.BodyId),
        new("region", ColumnType.Text, e => e.Region),
        new("function", ColumnType.Text, e => e.Function),
        new("person_id", ColumnType.Id, e => e.PersonId),
        new("person", ColumnType.Text, e => e.Person),
        new("at", ColumnType.Instant, e => e.At),
        new("removed_at", ColumnType.Instant, e => e.RemovedAt),
        new("removal_reason", ColumnType.Text, e => e.RemovalReason),
    ]);
}
