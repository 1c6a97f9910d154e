using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Figures;

/// <summary>Refusals of a platform about one topic for one reason on one day.</summary>
internal sealed record RefusalRow
{
    public required Guid PlatformId { get; init; }
    public required long Topic { get; init; }
    /// <summary>The claimant; the zero id for all of them.</summary>
    public required Guid ClaimantId { get; init; }
    public required long Day { get; init; }
    public required string Reason { get; init; }
    public long Count { get; set; }
}

/// <summary>For which reasons platforms refuse, from counters.</summary>
internal static class PlatformRefusals
{
    private const int Days = 90;

    public static readonly Table<RefusalRow> Table = new("compliance_refusals",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("topic", ColumnType.Number, r => r.Topic),
        new("claimant_id", ColumnType.Id, r => r.ClaimantId),
        new("day", ColumnType.Number, r => r.Day),
        new("reason", ColumnType.Text, r => r.Reason),
        new("count", ColumnType.Number, r => r.Count),
    ]);

    public static long DayOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 86_400;

    private const string Sums =
        """
        SELECT claimant_id, reason, CAST(SUM(count) AS BIGINT) AS count FROM compliance_refusals
        WHERE platform_id = @platform AND topic = @topic AND claimant_id IN (@claimant, @all) AND day >= @since
        GROUP BY claimant_id, reason
        """;

    /// <summary>The last 90 days, the most frequent reason first.</summary>
    public static async Task<IReadOnlyList<RefusalCount>> OfAsync(
        Session s, Guid platform, long topic, Guid claimant, DateTimeOffset now)
    {
        var rows = await s.QueryAsync<Sum>(
            Sums, new { platform, topic, claimant, all = Guid.Empty, since = DayOf(now) - Days });
        return [.. rows.Where(r => r.ClaimantId == Guid.Empty).Select(r => new RefusalCount
        {
            Code = r.Reason,
            All = r.Count,
            Yours = rows.FirstOrDefault(own => own.ClaimantId == claimant && own.Reason == r.Reason)?.Count ?? 0,
        }).OrderByDescending(r => r.All).ThenBy(r => r.Code, StringComparer.Ordinal)];
    }

    private sealed record Sum
    {
        public Guid ClaimantId { get; init; }
        public string Reason { get; init; } = "";
        public long Count { get; init; }
    }
}
