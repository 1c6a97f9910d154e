using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.ObservedLimits;

internal static class ObservedLimitStore
{
    private const string Columns =
        "id, platform_id, observer_id, observer_kind, channel, count, per, evidence, at, text, reported_at, answer, "
            + "answered_at";

    /// <summary>
    /// Those that a reader sees: what it observed, what is about it or about a platform of its region; all for the
    /// operator.
    /// </summary>
    private static string Readable(Session s) =>
        $"(observer_id = @me OR platform_id IN {s.In("platforms")} OR @all = 1)";

    public static Task<ObservedLimit?> FindAsync(Session s, RegistrySnapshot registry, Caller reader, Guid id) =>
        s.FirstAsync<ObservedLimit>(
            $"SELECT {Columns} FROM platform_limits WHERE id = @id AND {Readable(s)}",
            new { id, me = reader.Id, all = All(reader), platforms = Platforms(s, registry, reader) });

    public static Task<IReadOnlyList<ObservedLimit>> ListAsync(
        Session s, RegistrySnapshot registry, Caller reader, Guid? platform, Guid after, int take) =>
        s.QueryAsync<ObservedLimit>(
            $"""
            SELECT {Columns} FROM platform_limits WHERE id > @after AND {Readable(s)}
                {(platform is null ? "" : "AND platform_id = @platform")} ORDER BY id LIMIT @take
            """,
            new
            {
                after,
                me = reader.Id,
                all = All(reader),
                platforms = Platforms(s, registry, reader),
                platform,
                take,
            });

    /// <summary>Stores the answer of the platform; false where it has answered.</summary>
    public static async Task<bool> AnswerAsync(Session s, Guid id, Guid platform, string text, DateTimeOffset now) =>
        await s.ExecuteAsync(
            "UPDATE platform_limits SET answer = @text, answered_at = @now "
                + "WHERE id = @id AND platform_id = @platform AND answered_at IS NULL",
            new { id, platform, text, now }) == 1;

    /// <summary>What was reported about a platform in a period, and what of it the platform has not answered.</summary>
    public static async Task<DutyCounts> DutiesAsync(Session s, DutyScope scope) =>
        await s.FirstAsync<DutyCounts>(
            """
            SELECT COUNT(*) AS observed_limits,
                CAST(COALESCE(SUM(CASE WHEN answered_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
                    AS observed_limits_unanswered
            FROM platform_limits WHERE platform_id = @Platform AND reported_at >= @From AND reported_at < @Before
            """,
            new { scope.Platform, scope.From, scope.Before }) ?? new();

    private static int All(Caller reader) => reader.Kind is OrganisationKind.Operator ? 1 : 0;

    private static object Platforms(Session s, RegistrySnapshot registry, Caller reader) => s.Ids(
        reader.Kind is OrganisationKind.Operator ? [] : registry.PlatformsOf(reader.Id));
}
