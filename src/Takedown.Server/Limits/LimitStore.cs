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
        "SELECT organisation_id, version, body FROM limits WHERE organisation_id = @scope ORDER BY version DESC LIMIT 1";

    private const string Insert =
        """
        INSERT INTO limits (organisation_id, version, body, created_at) VALUES (@scope, @version, @body, @now)
        """;

    /// <summary>Writes the next version; null ends the limits of an organisation's own.</summary>
    /// <returns>The values before and after.</returns>
    public async Task<(LimitSet? Former, LimitSet? Next)> AddAsync(Session s, Guid scope, LimitSet? limits)
    {
        await s.LockAsync($"limits {scope}");
        var former = (await s.FirstAsync<Row>(Last, new { scope }))?.Stored;
        var version = (former?.Version ?? 0) + 1;
        var next = limits is null ? null : limits with { Version = version, Own = null };
        var body = next is null ? null : JsonSerializer.Serialize(next, TakedownJson.Default.LimitSet);
        await s.ExecuteAsync(Insert, new { scope, version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
        return (former?.Values, next);
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
