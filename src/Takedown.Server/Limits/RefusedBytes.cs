using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>Bytes stored for rejected items by organisation and UTC day, counted by all processes together.</summary>
internal sealed class RefusedBytes(LimitsCache limits, TimeProvider time)
{
    private const string OfDay = "SELECT bytes FROM refused_bytes WHERE organisation_id = @organisation AND day = @day";

    private const string Count =
        """
        INSERT INTO refused_bytes (organisation_id, day, bytes) VALUES (@organisation, @day, @bytes)
        ON CONFLICT (organisation_id, day) DO UPDATE SET bytes = refused_bytes.bytes + excluded.bytes
        """;

    private const string OfAllDays = 
        "SELECT CAST(COALESCE(SUM(bytes), 0) AS bigint) FROM refused_bytes WHERE organisation_id = @organisation";

    /// <summary>The bytes that an organisation may still store today.</summary>
    public async Task<long> LeftAsync(Session s, Guid organisation) =>
        limits.Latest.For(organisation).RefusedBytesPerDay - await TodayAsync(s, organisation);

    public Task AddAsync(Session s, Guid organisation, long bytes) =>
        s.ExecuteAsync(Count, new { organisation, day = Today, bytes });

    public async Task<long> TodayAsync(Session s, Guid organisation) =>
        await s.FirstAsync<long?>(OfDay, new { organisation, day = Today }) ?? 0;

    public static async Task<long> StoredAsync(Session s, Guid organisation) =>
        await s.FirstAsync<long>(OfAllDays, new { organisation });

    private long Today => time.GetUtcNow().ToUnixTimeSeconds() / 86_400;
}
