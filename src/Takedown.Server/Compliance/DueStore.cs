using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>
/// What is due soon and what is overdue, from the counters by the hour of the due time; and what was open at an earlier
/// hour.
/// </summary>
internal sealed class DueStore(Database database)
{
    /// <summary>Running and overdue notices by platform; platforms without any are missing.</summary>
    public Task<Dictionary<Guid, DueRow>> NowAsync(
        IReadOnlyList<Guid> platforms, DateTimeOffset now, TimeSpan within) => database.ReportAsync(async s =>
            (await s.QueryAsync<DueRow>(
                $"""
                SELECT platform_id,
                    CAST(SUM(CASE WHEN hour BETWEEN @now AND @soon THEN running ELSE 0 END) AS BIGINT) AS due,
                    CAST(SUM(CASE WHEN hour > @day THEN overdue ELSE 0 END) AS BIGINT) AS day,
                    CAST(SUM(CASE WHEN hour > @three AND hour <= @day THEN overdue ELSE 0 END) AS BIGINT) AS three,
                    CAST(SUM(CASE WHEN hour > @seven AND hour <= @three THEN overdue ELSE 0 END) AS BIGINT) AS seven,
                    CAST(SUM(CASE WHEN hour > @thirty AND hour <= @seven THEN overdue ELSE 0 END) AS BIGINT) AS thirty,
                    CAST(SUM(CASE WHEN hour <= @thirty THEN overdue ELSE 0 END) AS BIGINT) AS more
                FROM compliance_due WHERE platform_id IN {s.In("platforms")} GROUP BY platform_id
                """,
                new
                {
                    platforms = s.Ids(platforms),
                    now = ReportZone.HourOf(now),
                    soon = ReportZone.HourOf(now + within),
                    day = ReportZone.HourOf(now.AddDays(-1)),
                    three = ReportZone.HourOf(now.AddDays(-3)),
                    seven = ReportZone.HourOf(now.AddDays(-7)),
                    thirty = ReportZone.HourOf(now.AddDays(-30)),
                })).ToDictionary(r => r.PlatformId));

    /// <summary>Open notices and escalations, and accounts with two or more strikes, at the end of an hour.</summary>
    public Task<Dictionary<Guid, NowRow>> AtAsync(IReadOnlyList<Guid> platforms, int hour) =>
        database.ReportAsync(async s =>
        {
            var at = DateTimeOffset.FromUnixTimeSeconds((hour + 1L) * 3600);
            var args = new
            {
                platforms = s.Ids(platforms),
                hour,
                at,
                day = DateOnly.FromDateTime(at.AddTicks(-1).UtcDateTime).DayNumber,
            };
            var repeat = (await s.QueryAsync<NowRow>(
                $"""
                SELECT platform_id, COUNT(*) AS repeat_accounts FROM (
                    SELECT platform_id, account_id FROM strikes
                    WHERE platform_id IN {s.In("platforms")} AND grounds > 0 AND day <= @day AND expires_at > @at
                    GROUP BY platform_id, account_id HAVING COUNT(*) >= 2) repeats
                GROUP BY platform_id
                """, args)).ToDictionary(r => r.PlatformId, r => r.RepeatAccounts);
            return (await s.QueryAsync<NowRow>(
                $"""
                SELECT platform_id, CAST(SUM(opened) AS BIGINT) AS open,
                    CAST(SUM(escalated) AS BIGINT) AS open_escalations
                FROM compliance_figures WHERE platform_id IN {s.In("platforms")} AND hour <= @hour GROUP BY platform_id
                """, args)).ToDictionary(
                    r => r.PlatformId, r => r with { RepeatAccounts = repeat.GetValueOrDefault(r.PlatformId) });
        });
}
