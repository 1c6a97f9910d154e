using Takedown.Server.Bodies;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>Which rows of a register are asked for.</summary>
/// <param name="Register">Code of the register.</param>
/// <param name="Owners">The bodies whose lists are read; null for all.</param>
internal sealed record RowFilter(string Register, IReadOnlyList<Guid>? Owners)
{
    /// <summary>The rows as they stood then; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>A part of the name, as titles are compared.</summary>
    public string? Name { get; init; }
}

/// <summary>Rows of the registers: every change writes a new version, and none is overwritten.</summary>
internal sealed class RegisterStore(Database database)
{
    private const string Current = "until IS NULL AND removed = 0";

    private const string One =
        $"SELECT {StoredRow.Columns} FROM register_rows WHERE register = @register AND id = @id "
            + "ORDER BY version DESC LIMIT 1";

    private const string OfKey =
        $"SELECT id FROM register_rows WHERE register = @Register AND body_id = @BodyId AND row_key = @RowKey "
            + $"AND {Current}";

    private const string Versions =
        $"SELECT {StoredRow.Columns} FROM register_rows WHERE register = @register AND id = @id "
            + "AND version > @after ORDER BY version LIMIT @take";

    private const string End = "UPDATE register_rows SET until = @now WHERE id = @id AND until IS NULL";

    private const string Touch =
        """
        INSERT INTO register_lists (register, body_id, version, updated_at, person)
        VALUES (@register, @body, 1, @now, @person)
        ON CONFLICT (register, body_id) DO UPDATE
        SET version = register_lists.version + 1, updated_at = excluded.updated_at, person = excluded.person
        """;

    /// <summary>The latest version of a row, a removed one too.</summary>
    public static Task<StoredRow?> FindAsync(Session s, string register, Guid id) =>
        s.FirstAsync<StoredRow>(One, new { register, id });

    /// <summary>Rows in the order of their ids, after one of them.</summary>
    public Task<IReadOnlyList<StoredRow>> ListAsync(RowFilter filter, Guid after, int take) =>
        database.ReportAsync(s => s.QueryAsync<StoredRow>(
            $"""
            SELECT {StoredRow.Columns} FROM register_rows
            WHERE register = @register AND id > @after
                AND {(filter.AsOf is null ? Current
                    : "removed = 0 AND since <= @asOf AND (until IS NULL OR until > @asOf)")}
                {(filter.Owners is null ? "" : $"AND body_id IN {s.In("owners")}")}
                {(filter.Name is null ? "" : "AND name LIKE @name ESCAPE '\\'")}
            ORDER BY id LIMIT @take
            """,
            new
            {
                register = filter.Register,
                after,
                take,
                asOf = filter.AsOf,
                owners = s.Ids(filter.Owners ?? []),
                name = Part(filter.Name),
            }));

    /// <summary>Versions of a row, oldest first.</summary>
    public static Task<IReadOnlyList<StoredRow>> VersionsAsync(
        Session s, string register, Guid id, long after, int take) =>
        s.QueryAsync<StoredRow>(Versions, new { register, id, after, take });

    /// <summary>Holds the list of a body, which every change of it takes first.</summary>
    public static Task LockAsync(Session s, string register, Guid body) => s.LockAsync($"register {register} {body}");

    /// <summary>Whether another row of the list has the key of this one.</summary>
    public static async Task<bool> IsTakenAsync(Session s, StoredRow row) =>
        (await s.QueryAsync<Guid>(OfKey, row)).Any(id => id != row.Id);

    /// <summary>Writes a version of a row, the former of which ends.</summary>
    public static async Task WriteAsync(Session s, StoredRow row)
    {
        await s.ExecuteAsync(End, new { id = row.Id, now = row.Since });
        await s.InsertAsync(StoredRow.Table, [row]);
    }

    /// <summary>The list of a body was changed.</summary>
    public static async Task TouchAsync(Session s, string register, Officer officer, DateTimeOffset now)
    {
        await s.ExecuteAsync(Touch, new { register, body = officer.OrganisationId, now, person = officer.Name });
        if (register == KeyWorks.Register) await KeyWorks.BumpAsync(s);
    }

    private static string? Part(string? name) => name is null ? null
        : $"%{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)}%";
}
