using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Filings;

namespace Takedown.Core.Tests.Filings;

/// <summary>Months of reports and the due times of filings, in the zone of the body.</summary>
public sealed class ReportMonthTests
{
    private static readonly ReportZone China = ReportZone.Of("CN-533123");

    [Theory]
    [InlineData("2026-10", "2026-10-01")]
    [InlineData("2026-1", null)]
    [InlineData("2026-13", null)]
    [InlineData("1999-12", null)]
    [InlineData("2100-01", null)]
    [InlineData("2026-10-01", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_month_is_written_in_one_way(string? text, string? first) => Assert.Equal(
        first, ReportMonth.Parse(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-10-31T15:59:59Z", "2026-10")]
    [InlineData("2026-10-31T16:00:00Z", "2026-11")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01")]
    public void An_instant_is_in_the_month_of_the_body(string at, string month) => Assert.Equal(
        month, ReportMonth.Text(ReportMonth.Of(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), China)));

    [Theory]
    [InlineData(FilingKind.Monthly, null, 5, "2026-10-01", "2026-11-05T16:00:00Z")]
    [InlineData(FilingKind.Monthly, null, 5, "2026-12-01", "2027-01-05T16:00:00Z")]
    [InlineData(FilingKind.Monthly, null, 31, "2026-01-01", "2026-02-28T16:00:00Z")]
    [InlineData(FilingKind.Plan, 6, 30, "2026-01-01", "2026-06-30T16:00:00Z")]
    [InlineData(FilingKind.Summary, 12, 10, "2026-01-01", "2026-12-10T16:00:00Z")]
    public void A_filing_is_due_at_the_end_of_its_day(
        FilingKind kind, int? month, int day, string period, string due) => Assert.Equal(
        DateTimeOffset.Parse(due, CultureInfo.InvariantCulture),
        ReportMonth.DueAt(
            new() { Code = "x", Kind = kind, Lines = ["police"], Month = month, Day = day },
            DateOnly.Parse(period, CultureInfo.InvariantCulture), China));

    [Fact]
    public void The_default_obligations_have_no_faults_and_only_two_lines_owe_the_summary()
    {
        Assert.Empty(DefaultObligations.Faults(DefaultObligations.List));
        var summary = DefaultObligations.List.Items.Single(o => o.Kind is FilingKind.Summary);
        Assert.Equal(["copyright", "culture-enforcement"], summary.Lines);
        Assert.Equal((12, 10), (summary.Month, summary.Day));
    }
}
