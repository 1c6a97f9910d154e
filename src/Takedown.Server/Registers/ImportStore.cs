using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>
/// The rows of a file are staged in sets and stored at the end in one transaction by a few statements, so that an
/// import is all or nothing and never whole in memory.
/// </summary>
internal sealed class ImportStore(Database database)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    private const string OfKeys =
        $"SELECT {StoredRow.Columns} FROM register_rows WHERE register = @register AND body_id = @body "
            + "AND until IS NULL AND removed = 0 AND row_key IN ";

    private const string Count =
        "SELECT COUNT(*) FROM register_rows WHERE register = @register AND body_id = @body AND until IS NULL "
            + "AND removed = 0";

    /// <summary>The current rows of a list that have these keys.</summary>
    public Task<IReadOnlyList<StoredRow>> FindAsync(string register, Guid body, IEnumerable<string> keys) =>
        database.ReadAsync(s => s.QueryAsync<StoredRow>(
            OfKeys + s.InTexts("keys"), new { register, body, keys = s.Texts(keys) }));

    /// <summary>The number of rows of a list.</summary>
    public Task<long> CountAsync(string register, Guid body) =>
        database.ReadAsync(s => s.FirstAsync<long>(Count, new { register, body }));

    public Task<long> VersionAsync(string register, Guid body) =>
        database.ReadAsync(s => ListStore.VersionAsync(s, register, body));

    public Task StageAsync(IReadOnlyList<StagedRow> rows) => database.WriteSetAsync(async s =>
    {
        // A set that was written by a transaction whose confirmation was lost is written again.
        await s.InsertAsync(StagedRow.Table, rows, "DO NOTHING");
        return true;
    });

    private const string Discard = "DELETE FROM register_staging WHERE import_id = @import OR at < @old";

    /// <summary>Forgets the rows of an import, and those of imports whose process has ended.</summary>
    public Task DiscardAsync(Guid import, DateTimeOffset now) =>
        database.WriteAsync(s => s.ExecuteAsync(Discard, new { import, old = now - Abandoned }));

    private const string EndChanged =
        """
        UPDATE register_rows SET until = @now
        WHERE until IS NULL AND id IN (SELECT id FROM register_staging WHERE import_id = @import AND kind = 1)
        """;

    private const string InsertStaged =
        """
        INSERT INTO register_rows
            (id, version, register, body_id, row_key, name, ends_on, fields, removed, since, person_id, person)
        SELECT id, version, @register, @body, row_key, name, ends_on, fields, 0, @now, @person, @name
        FROM register_staging WHERE import_id = @import AND kind IN (0, 1)
        """;

    private const string InsertRemoved =
        """
        INSERT INTO register_rows
            (id, version, register, body_id, row_key, name, ends_on, fields, removed, since, person_id, person)
        SELECT id, version + 1, register, body_id, row_key, name, ends_on, fields, 1, @now, @person, @name
        FROM register_rows r
        WHERE register = @register AND body_id = @body AND until IS NULL AND removed = 0
            AND NOT EXISTS (SELECT 1 FROM register_staging g WHERE g.import_id = @import AND g.id = r.id)
        """;

    private const string EndRemoved =
        """
        UPDATE register_rows SET until = @now
        WHERE register = @register AND body_id = @body AND until IS NULL AND removed = 0
            AND NOT EXISTS (
                SELECT 1 FROM register_staging g WHERE g.import_id = @import AND g.id = register_rows.id)
        """;

    /// <summary>Stores what was staged, in the transaction of the caller, who holds the list.</summary>
    public static async Task ApplyAsync(
        Session s, Guid import, string register, Officer officer, bool replace, DateTimeOffset now)
    {
        var args = new
        {
            import,
            register,
            body = officer.OrganisationId,
            now,
            person = (Guid?)officer.PersonId,
            name = officer.Name,
        };
        await s.ExecuteAsync(EndChanged, args);
        if (replace)
        {
            await s.ExecuteAsync(InsertRemoved, args);
            await s.ExecuteAsync(EndRemoved, args);
        }
        await s.ExecuteAsync(InsertStaged, args);
        await s.ExecuteAsync("DELETE FROM register_staging WHERE import_id = @import", args);
        await RegisterStore.TouchAsync(s, register, officer, now);
    }
}
