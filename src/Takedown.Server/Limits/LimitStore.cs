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
        return [.. rows.Select(r => new StoredLimits(r.OrganisationId, (int)r.Version,
            r.Body is null ? null : JsonSerializer.Deserialize(r.Body, TakedownJson.Default.LimitSet)))];
    }

    private const string LastVersion = "SELECT MAX(version) FROM limits WHERE organisation_id = @scope";

    private const string Insert =
        """
        INSERT INTO limits (organisation_id, version, body, created_at) VALUES (@scope, @version, @body, @now)
        """;

    /// <summary>Writes the next version; null ends the limits of an organisation's own.</summary>
    public async Task AddAsync(Session s, Guid scope, LimitSet? limits)
    {
        await s.LockAsync($"limits {scope}");
        var version = (await s.FirstAsync<long?>(LastVersion, new { scope }) ?? 0) + 1;
        var body = limits is null ? null
            : JsonSerializer.Serialize(limits with { Version = 0, Own = null }, TakedownJson.Default.LimitSet);
        await s.ExecuteAsync(Insert, new { scope, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
    }

    private sealed record Row
    {
        public Guid OrganisationId { get; init; }
        public long Version { get; init; }
        public string? Body { get; init; }
    }
}

/// <summary>Limits as stored; those without values have ended.</summary>
internal sealed record StoredLimits(Guid Scope, int Version, LimitSet? Values);
