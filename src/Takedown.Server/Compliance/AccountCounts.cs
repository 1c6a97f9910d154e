using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>Account actions not answered within their limit.</summary>
internal sealed class AccountCounts(Database database)
{
    private const string Breached =
        """
        SELECT CAST(COALESCE(SUM(account_breached), 0) AS BIGINT) FROM compliance_figures
        WHERE platform_id = @platform AND hour BETWEEN @from AND @to
        """;

    public Task<long> BreachedAsync(Guid platform, Period period) => database.ReportAsync(s =>
        s.FirstAsync<long>(Breached, new { platform, from = period.FirstHour, to = period.LastHour }));
}
