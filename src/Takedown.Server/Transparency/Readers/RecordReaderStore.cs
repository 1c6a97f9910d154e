using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Readers;

/// <summary>Researchers' keys. Each change is an event, so that it travels to the public record.</summary>
internal sealed class RecordReaderStore(EventStore events)
{
    private const string Columns = "id, name, hash, prefix, version, created_at, revoked_at";

    private const string List = $"SELECT {Columns} FROM record_readers WHERE id > @after ORDER BY id LIMIT @take";

    public static Task<IReadOnlyList<RecordReaderRow>> ListAsync(Session s, Guid after, int take) =>
        s.QueryAsync<RecordReaderRow>(List, new { after, take });

    private const string Every = $"SELECT {Columns} FROM record_readers";

    /// <summary>Every key, also revoked ones.</summary>
    public static Task<IReadOnlyList<RecordReaderRow>> AllAsync(Session s) => s.QueryAsync<RecordReaderRow>(Every);

    private const string ById = $"SELECT {Columns} FROM record_readers WHERE id IN ";

    /// <summary>For the projector: the present rows of keys that events name.</summary>
    public static Task<IReadOnlyList<RecordReaderRow>> OfAsync(Session s, IEnumerable<Guid> ids) =>
        s.QueryAsync<RecordReaderRow>(ById + s.In("ids"), new { ids = s.Ids(ids) });

    private const string ByHash =
        "SELECT id FROM record_readers WHERE hash = @hash AND revoked_at IS NULL";

    /// <summary>The id of a key that is not revoked.</summary>
    public static Task<Guid?> FindAsync(Session s, byte[] hash) => s.FirstAsync<Guid?>(ByHash, new { hash });

    public async Task AddAsync(Session s, RecordReaderRow row)
    {
        await s.InsertAsync(RecordReaderRow.Table, [row]);
        await AppendAsync(s, row.Id, row.CreatedAt);
    }

    private const string Revoke =
        """
        UPDATE record_readers SET revoked_at = @now, version = version + 1 WHERE id = @id AND revoked_at IS NULL
        """;

    /// <returns>Whether there was one that was not revoked.</returns>
    public async Task<bool> RevokeAsync(Session s, Guid id, DateTimeOffset now)
    {
        if (await s.ExecuteAsync(Revoke, new { id, now }) == 0) return false;
        await AppendAsync(s, id, now);
        return true;
    }

    private Task AppendAsync(Session s, Guid id, DateTimeOffset now) => events.AppendAsync(s,
    [
        new EventRow
        {
            At = now,
            Kind = EventKind.RecordReaderChanged,
            PlatformId = Guid.Empty,
            Entries = [new EventEntry { Id = id }],
        },
    ]);
}
