using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Watches;

/// <summary>Watches and what they said.</summary>
internal sealed class WatchStore(Database database, Ids ids, ActJournal journal, AuditLog audit, TimeProvider time)
{
    /// <summary>The most watches of an organisation.</summary>
    public const int Most = 100;

    private const string Columns = "id, organisation_id, name, query, threshold, created_at, person_id, person";

    private const string Count = "SELECT COUNT(*) FROM watches WHERE organisation_id = @owner";

    private const string Insert =
        $"INSERT INTO watches ({Columns}) VALUES (@Id, @OrganisationId, @Name, @Query, @Threshold, @CreatedAt, "
            + "@PersonId, @Person)";

    private const string One = $"SELECT {Columns} FROM watches WHERE id = @id AND organisation_id = @owner";

    private const string List =
        $"SELECT {Columns} FROM watches WHERE organisation_id = @owner AND id > @after ORDER BY id LIMIT @take";

    private static readonly string[] Delete =
    [
        "DELETE FROM watch_alerts WHERE watch_id = @id", "DELETE FROM watch_states WHERE watch_id = @id",
        "DELETE FROM watches WHERE id = @id AND organisation_id = @owner",
    ];

    private const string Alerts =
        "SELECT id, watch_id, platform_id, at, value, n FROM watch_alerts WHERE watch_id = @watch AND id > @after "
            + "ORDER BY id LIMIT @take";

    /// <returns>The watch; null if the organisation has as many as it may.</returns>
    public Task<WatchView?> AddAsync(HttpContext http, WatchInput input) => database.WriteAsync(async s =>
    {
        var caller = http.Caller();
        await s.LockAsync($"watches {caller.Id}");
        if (await s.FirstAsync<long>(Count, new { owner = caller.Id }) >= Most) return null;
        var row = new WatchRow
        {
            Id = ids.Next(),
            OrganisationId = caller.Id,
            Name = input.Name!,
            Query = JsonSerializer.Serialize(input.Query!, TakedownJson.Default.WatchQuery),
            Threshold = JsonSerializer.Serialize(input.Threshold!, TakedownJson.Default.WatchThreshold),
            CreatedAt = time.GetUtcNow(),
            PersonId = caller.PersonId,
            Person = caller.PersonName,
        };
        await s.ExecuteAsync(Insert, row);
        await journal.AddAsync(s, http, ActSubject.Watch, row.Id, "saved", row.CreatedAt);
        var view = row.View([]);
        await audit.AddAsync(s, http.Act("watch.create", $"{row.Id}"), null, view, TakedownJson.Default.WatchView);
        return view;
    });

    public Task<WatchRow?> FindAsync(Guid owner, Guid id) =>
        database.ReadAsync(s => s.FirstAsync<WatchRow>(One, new { id, owner }));

    public Task<IReadOnlyList<WatchView>> ListAsync(Guid owner, Guid after, int take) =>
        database.ReadAsync<IReadOnlyList<WatchView>>(async s =>
        {
            var rows = await s.QueryAsync<WatchRow>(List, new { owner, after, take });
            var crossed = await CrossedAsync(s, rows.Select(r => r.Id));
            return [.. rows.Select(r => r.View(crossed[r.Id]))];
        });

    /// <summary>Platforms beyond the thresholds, by watch.</summary>
    public static async Task<ILookup<Guid, Guid>> CrossedAsync(Session s, IEnumerable<Guid> watches) =>
        (await s.QueryAsync<StateRow>(
            $"SELECT watch_id, platform_id FROM watch_states WHERE crossed = 1 AND watch_id IN {s.In("watches")} "
                + "ORDER BY platform_id", new { watches = s.Ids(watches) }))
        .ToLookup(r => r.WatchId, r => r.PlatformId);

    public Task<IReadOnlyList<WatchAlert>> AlertsAsync(Guid watch, Guid after, int take) =>
        database.ReadAsync<IReadOnlyList<WatchAlert>>(async s =>
        {
            var rows = await s.QueryAsync<WatchAlert>(Alerts, new { watch, after, take });
            var names = await Registry.OrganisationNames.OfAsync(s, rows.Select(r => r.PlatformId));
            return [.. rows.Select(r => r with { PlatformName = names.GetValueOrDefault(r.PlatformId) })];
        });

    /// <returns>Whether there was one.</returns>
    public Task<bool> DeleteAsync(HttpContext http, Guid id) => database.WriteAsync(async s =>
    {
        var args = new { id, owner = http.Caller().Id };
        if (await s.FirstAsync<WatchRow>(One, args) is not { } row) return false;
        foreach (var sql in Delete) await s.ExecuteAsync(sql, args);
        await journal.AddAsync(s, http, ActSubject.Watch, id, "deleted", time.GetUtcNow());
        await audit.AddAsync(s, http.Act("watch.retire", $"{id}"), row.View([]), null, TakedownJson.Default.WatchView);
        return true;
    });

    private sealed record StateRow
    {
        public Guid WatchId { get; init; }
        public Guid PlatformId { get; init; }
    }
}
