using Takedown.Contracts;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Views;

/// <summary>
/// Views belong to a person, or to the organisation whose own key saved them. Others of the organisation have those
/// that are shared.
/// </summary>
internal sealed class ViewStore(Database database, Ids ids, AuditLog audit, TimeProvider time)
{
    /// <summary>The most views of a person, and of an organisation's own keys.</summary>
    public const int Most = 100;

    private const string Columns = "id, organisation_id, owner_id, name, path, query, shared, created_at, person";

    private const string Count =
        "SELECT COUNT(*) FROM views WHERE organisation_id = @organisation AND owner_id = @owner";

    private const string Insert =
        $"""
        INSERT INTO views ({Columns})
        VALUES (@Id, @OrganisationId, @OwnerId, @Name, @Path, @Query, @Shared, @CreatedAt, @Person)
        """;

    private const string List =
        $"""
        SELECT {Columns} FROM views
        WHERE organisation_id = @organisation AND (owner_id = @owner OR shared = 1) AND id > @after
            AND (@path = '' OR path = @path)
        ORDER BY id LIMIT @take
        """;

    private const string Delete =
        """
        DELETE FROM views WHERE id = @id AND organisation_id = @organisation
            AND (owner_id = @owner OR (shared = 1 AND @owner = @organisation))
        """;

    /// <returns>The view; null if the owner has as many as it may.</returns>
    public Task<SavedView?> AddAsync(HttpContext http, SavedViewInput input)
    {
        var (caller, act) = (http.Caller(), http.Act("view.create"));
        var row = new ViewRow
        {
            Id = ids.Next(),
            OrganisationId = caller.Id,
            OwnerId = OwnerOf(caller),
            Name = input.Name!.Trim(),
            Path = input.Path!,
            Query = input.Query ?? "",
            Shared = input.Shared is true ? 1 : 0,
            CreatedAt = time.GetUtcNow(),
            Person = caller.PersonName,
        };
        return database.WriteAsync<SavedView?>(async s =>
        {
            await s.LockAsync($"views {row.OwnerId}");
            if (await s.FirstAsync<long>(Count, new { organisation = caller.Id, owner = row.OwnerId }) >= Most)
                return null;
            await s.ExecuteAsync(Insert, row);
            // Without its filters, which may name people.
            await audit.AddAsync(s, act with { Object = $"{row.Id}" });
            return row.View(caller);
        });
    }

    /// <param name="caller">Whose views and whose organisation's shared ones.</param>
    /// <param name="path">Only those of this page; empty for all.</param>
    /// <param name="after">The id before the first.</param>
    /// <param name="take">How many.</param>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Caller caller, string path, Guid after, int take) =>
        [.. (await database.ReadAsync(s => s.QueryAsync<ViewRow>(
            List, new { organisation = caller.Id, owner = OwnerOf(caller), path, after, take })))
            .Select(r => r.View(caller))];

    /// <returns>Whether there was one that the caller may delete.</returns>
    public Task<bool> DeleteAsync(HttpContext http, Guid id)
    {
        var (caller, act) = (http.Caller(), http.Act("view.retire", id));
        return database.WriteAsync(async s =>
        {
            var args = new { id, organisation = caller.Id, owner = OwnerOf(caller) };
            if (await s.ExecuteAsync(Delete, args) == 0) return false;
            await audit.AddAsync(s, act);
            return true;
        });
    }

    internal static Guid OwnerOf(Caller caller) => caller.PersonId ?? caller.Id;
}

/// <summary>A stored view.</summary>
internal sealed record ViewRow
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public Guid OwnerId { get; init; }
    public string Name { get; init; } = "";
    public string Path { get; init; } = "";
    public string Query { get; init; } = "";
    public long Shared { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string? Person { get; init; }

    public SavedView View(Caller caller) => new()
    {
        Id = Id,
        Name = Name,
        Path = Path,
        Query = Query,
        Shared = Shared == 1,
        Own = OwnerId == ViewStore.OwnerOf(caller) || (Shared == 1 && caller.PersonId is null),
        CreatedAt = CreatedAt,
        CreatedBy = Person,
    };
}
