using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.NeverTouch;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// What claimants never claim, as versioned data. The registry knows only the versions, so a claimant without a list
/// costs the intake one look-up for a batch; a list is read when it is first needed.
/// </summary>
internal sealed class NeverTouchStore(Database database, TimeProvider time)
{
    /// <summary>Lists in memory. Each has at most some 2,000 entries.</summary>
    private const int MaxKept = 200;

    private readonly ConcurrentDictionary<Guid, (int Version, NeverTouchSet Set)> kept = new();

    private const string Versions =
        "SELECT organisation_id AS id, MAX(version) AS version FROM never_touch GROUP BY organisation_id";

    public static async Task<FrozenDictionary<Guid, int>> VersionsAsync(Session s) =>
        (await s.QueryAsync<Latest>(Versions)).ToFrozenDictionary(l => l.Id, l => l.Version);

    private const string Current =
        "SELECT body FROM never_touch WHERE organisation_id = @organisation ORDER BY version DESC LIMIT 1";

    /// <summary>The list in force; null if the organisation has none.</summary>
    public static async Task<NeverTouchList?> FindAsync(Session s, Guid organisation) =>
        await s.FirstAsync<string>(Current, new { organisation }) is { } body
            ? JsonSerializer.Deserialize(body, TakedownJson.Default.NeverTouchList)! : null;

    /// <summary>The list of a claimant as it is searched; null for nearly all.</summary>
    public async Task<NeverTouchSet?> OfAsync(RegistrySnapshot registry, Guid organisation)
    {
        if (!registry.NeverTouch.TryGetValue(organisation, out var version)) return null;
        if (kept.TryGetValue(organisation, out var known) && known.Version >= version) return known.Set;
        if (await database.ReadAsync(s => FindAsync(s, organisation)) is not { } list) return null;
        if (kept.Count >= MaxKept) kept.Clear();
        var set = new NeverTouchSet(list.Entries);
        kept[organisation] = (list.Version, set);
        return set;
    }

    private const string Insert =
        """
        INSERT INTO never_touch (organisation_id, version, body, created_at)
        VALUES (@organisation, @Version, @body, @now)
        """;

    /// <summary>Writes the next version.</summary>
    public async Task<NeverTouchList> AddAsync(Session s, Guid organisation, NeverTouchList list)
    {
        await s.LockAsync($"never-touch {organisation}");
        var next = list with { Version = ((await FindAsync(s, organisation))?.Version ?? 0) + 1 };
        await s.ExecuteAsync(Insert, new
        {
            organisation,
            next.Version,
            body = JsonSerializer.Serialize(next, TakedownJson.Default.NeverTouchList),
            now = time.GetUtcNow(),
        });
        await OrganisationStore.Bump(s);
        return next;
    }

    private sealed record Latest
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
    }
}
