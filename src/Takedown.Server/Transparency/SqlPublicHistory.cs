using Dapper;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>Sums of the public record by intervals, for both SQL databases.</summary>
internal static class SqlPublicHistory
{
    public static Task<IReadOnlyList<HistoryRow>> ReadAsync(Session s, PublicHistory history)
    {
        var key = "n." + history.By switch
        {
            HistoryAxis.Work => "work_title",
            HistoryAxis.WorkType => "work_type",
            HistoryAxis.Host => "host",
            HistoryAxis.Platform => "platform",
            HistoryAxis.Regime => "regime",
        };
        var name = history.By is HistoryAxis.Platform ? $"MAX({key})" : "NULL";
        var args = new DynamicParameters(new { history.Now, top = PublicHistory.MaxKeys });
        for (var i = 0; i < history.Bounds.Count; i++) args.Add($"b{i}", history.Bounds[i]);
        if (history.Platforms is { } platforms) args.Add("platforms", s.Ids(platforms));
        var last = history.Bounds.Count - 1;
        var interval = string.Concat(
            Enumerable.Range(1, last).Select(i => $"WHEN n.received_at < @b{i} THEN {i - 1} "));
        var scope =
            $"""
            FROM public_notices n WHERE n.received_at >= @b0 AND n.received_at < @b{last} AND n.ground IS NULL
                AND n.publish_at <= @Now AND n.expire_at > @Now AND {key} IS NOT NULL
                {(history.Platforms is null ? "" : $"AND n.platform_id IN {s.In("platforms")}")}
            """;
        return s.QueryAsync<HistoryRow>(
            $"""
            SELECT CASE {interval}ELSE {last} END AS interval, {key} AS key, {name} AS name, COUNT(*) AS notices,
                CAST(SUM(CASE WHEN n.state = {NoticeState.Removed:D} THEN 1 ELSE 0 END) AS BIGINT) AS removed,
                CAST(SUM(CASE WHEN n.state = {NoticeState.Rejected:D} THEN 1 ELSE 0 END) AS BIGINT) AS rejected,
                CAST(SUM(n.escalated) AS BIGINT) AS escalated
            {scope} AND {key} IN (SELECT {key} {scope} GROUP BY {key} ORDER BY COUNT(*) DESC, {key} LIMIT @top)
            GROUP BY 1, 2 ORDER BY 1, 4 DESC, 2
            """, args);
    }
}
