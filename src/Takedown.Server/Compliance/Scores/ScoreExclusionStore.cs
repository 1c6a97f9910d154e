using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>What upheld appeals took out of scores, by the time at which it counted.</summary>
internal static class ScoreExclusionStore
{
    private const long HourMilliseconds = 3_600_000;

    /// <param name="s">The session.</param>
    /// <param name="organisations">Whose scores.</param>
    /// <param name="platforms">Only notices to these; null for all.</param>
    /// <param name="period">The period.</param>
    public static async Task<IReadOnlyDictionary<Guid, ScoreExclusions>> OfAsync(
        Session s, IReadOnlyList<Guid> organisations, IReadOnlyList<Guid>? platforms, Period period)
    {
        if (organisations.Count == 0) return new Dictionary<Guid, ScoreExclusions>();
        var rows = await s.QueryAsync<Row>(
            $"""
            SELECT organisation_id, part, COUNT(*) AS count FROM score_appeal_notices
            WHERE organisation_id IN {s.In("organisations")} AND excluded = 1
                AND counted_at >= @from AND counted_at < @before
                {(platforms is null ? "" : $"AND platform_id IN {s.In("platforms")}")}
            GROUP BY organisation_id, part
            """,
            new
            {
                organisations = s.Ids(organisations),
                platforms = s.Ids(platforms ?? []),
                from = period.FirstHour * HourMilliseconds,
                before = (period.LastHour + 1L) * HourMilliseconds,
            });
        return rows.GroupBy(r => r.OrganisationId).ToDictionary(g => g.Key, g => new ScoreExclusions
        {
            Refused = Of(g, ScorePart.Refused),
            Reversed = Of(g, ScorePart.Reversed),
            Late = Of(g, ScorePart.Late),
            LastMinute = Of(g, ScorePart.LastMinute),
            Overturned = Of(g, ScorePart.Overturned),
        });
    }

    private static long Of(IEnumerable<Row> rows, ScorePart part) => rows.Where(r => r.Part == part).Sum(r => r.Count);

    private sealed record Row
    {
        public Guid OrganisationId { get; init; }
        public ScorePart Part { get; init; }
        public long Count { get; init; }
    }
}
