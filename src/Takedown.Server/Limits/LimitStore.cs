using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>
/// Limits as versioned data. A change increases the version of the registry, which every request reads with its key, so
/// that all processes follow at the next request.
/// </summary>
internal sealed class LimitStore(TimeProvider time)
{
    /// <summary>Stands for the server where an organisation's id would be.</summary>
    public static readonly Guid Server = Guid.Empty;

    private const string Latest =
        """
        SELECT organisation_id, version, body FROM limits AS l
        WHERE version = (SELECT MAX(version) FROM limits WHERE organisation_id = l.organisation_id)
        """;

    /// <summary>The latest version of all limits that are not the program's.</summary>
    public static async Task<IReadOnlyList<StoredLimits>> LatestAsync(Session s)
    {
        var rows = await s.QueryAsync<Row>(Latest);
        return [.. rows.Select(r => r.Stored)];
    }

    private const string Last =
        """
        SELECT organisation_id, version, body FROM limits WHERE organisation_id = @scope ORDER BY version DESC LIMIT 1
        """;

    private const string Insert =
        """
        INSERT INTO limits (organisation_id, version, body, created_at) VALUES (@scope, @version, @body, @now)
        """;

    /// <summary>
    /// Writes the next version; null ends the limits of an organisation's own. A slowdown goes on until it is ended.
    /// </summary>
    /// <returns>The values before and after.</returns>
    public async Task<LimitChange> AddAsync(Session s, Guid scope, LimitSet? limits)
    {
        var former = await LastAsync(s, scope);
        var slowdown = former?.Values?.Slowdown;
        return await AddAsync(s, scope, former, limits is null && slowdown is null ? null
            : (limits ?? new()) with { Own = null, Slowdown = slowdown });
    }

    /// <summary>Slows a sender down, or ends that with null. Limits of its own stay as they are.</summary>
    /// <returns>The values before and after; null where it already is so.</returns>
    public async Task<LimitChange?> SlowAsync(Session s, Guid sender, Slowdown? slowdown)
    {
        var former = await LastAsync(s, sender);
        if (IsSame(former?.Values?.Slowdown, slowdown)) return null;
        var next = (former?.Values ?? new()) with { Slowdown = slowdown };
        return await AddAsync(
            s, sender, former, slowdown is null && LimitFields.All.All(f => f.Read(next) is null) ? null : next);
    }

    /// <summary>For the same reason; since when does not matter.</summary>
    private static bool IsSame(Slowdown? one, Slowdown? other) =>
        one is null || other is null ? one == other : one.Reason == other.Reason && one.Text == other.Text;

    private static async Task<StoredLimits?> LastAsync(Session s, Guid scope)
    {
        await s.LockAsync($"limits {scope}");
        return (await s.FirstAsync<Row>(Last, new { scope }))?.Stored;
    }

    private async Task<LimitChange> AddAsync(Session s, Guid scope, StoredLimits? former, LimitSet? limits)
    {
        var version = (former?.Version ?? 0) + 1;
        var next = limits is null ? null : limits with { Version = version };
        var body = next is null ? null : JsonSerializer.Serialize(next, TakedownJson.Default.LimitSet);
        await s.ExecuteAsync(Insert, new { scope, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
        return new(former?.Values, next);
    }

    private sealed record Row
    {
        public Guid OrganisationId { get; init; }
        public long Version { get; init; }
        public string? Body { get; init; }

        public StoredLimits Stored => new(OrganisationId, (int)Version,
            Body is null ? null : JsonSerializer.Deserialize(Body, TakedownJson.Default.LimitSet));
    }
}

/// <summary>Limits as stored; those without values have ended.</summary>
internal sealed record StoredLimits(Guid Scope, int Version, LimitSet? Values);

/// <summary>Limits before and after a change; null where there are none of its own.</summary>
internal sealed record LimitChange(LimitSet? Former, LimitSet? Next);
