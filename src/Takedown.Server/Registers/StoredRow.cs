using Takedown.Contracts;
using Takedown.Core.Registers;
using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>A version of a row as stored.</summary>
internal sealed record StoredRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Register { get; init; } = "";
    public Guid BodyId { get; init; }
    /// <summary>What tells it apart within the list of its body.</summary>
    public string RowKey { get; init; } = "";
    /// <summary>What it is called, as titles are compared.</summary>
    public string Name { get; init; } = "";
    public string? EndsOn { get; init; }
    public string Fields { get; init; } = "{}";
    public bool Removed { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? Until { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }

    public const string Columns =
        "id, version, register, body_id, row_key, name, ends_on, fields, removed, reason, since, until, person_id, "
            + "person";

    /// <summary>The version of a row that an officer writes.</summary>
    public static StoredRow Of(
        Guid id, int version, RegisterDefinition register, RegisterEntry entry, Officer officer, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Version = version,
            Register = register.Code,
            BodyId = officer.OrganisationId,
            RowKey = entry.Key,
            Name = Core.Targets.DuplicateKey.Folded(entry.Title),
            EndsOn = register.Ends is { } ends ? entry.Value(ends) : null,
            Fields = entry.Write(),
            Since = now,
            PersonId = officer.PersonId,
            Person = officer.Name,
        };

    public RegisterRow View(RegisterDefinition register, IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = Id,
        Register = Register,
        Version = Version,
        Owner = BodyId,
        OwnerName = names.GetValueOrDefault(BodyId),
        Fields = RegisterEntry.Read(register, Fields).View,
        UpdatedAt = Since,
        UpdatedBy = Person,
    };

    public RegisterVersion VersionView(RegisterDefinition register, StoredRow? before)
    {
        var entry = RegisterEntry.Read(register, Fields);
        return new()
        {
            Version = Version,
            At = Since,
            Until = Until,
            Removed = Removed,
            Reason = Reason,
            Fields = entry.View,
            Changed = Removed ? []
                : entry.Differences(before is null ? null : RegisterEntry.Read(register, before.Fields)),
            PersonId = PersonId,
            Person = Person,
        };
    }

    public static readonly Table<StoredRow> Table = new("register_rows",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("version", ColumnType.Number, r => r.Version, Key: true),
        new("register", ColumnType.Text, r => r.Register),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("row_key", ColumnType.Text, r => r.RowKey),
        new("name", ColumnType.Text, r => r.Name),
        new("ends_on", ColumnType.Text, r => r.EndsOn),
        new("fields", ColumnType.Text, r => r.Fields),
        new("removed", ColumnType.Number, r => r.Removed ? 1 : 0),
        new("reason", ColumnType.Text, r => r.Reason),
        new("since", ColumnType.Instant, r => r.Since),
        new("until", ColumnType.Instant, r => r.Until),
        new("person_id", ColumnType.Id, r => r.PersonId),
        new("person", ColumnType.Text, r => r.Person),
    ]);
}
