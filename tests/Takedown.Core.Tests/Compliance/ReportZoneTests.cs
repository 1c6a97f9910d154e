using System.Globalization;
using Takedown.Core.Compliance;

namespace Takedown.Core.Tests.Compliance;

public sealed class ReportZoneTests
{
    [Theory]
    [InlineData("CN", "Asia/Shanghai")]
    [InlineData("CN-533123", "Asia/Shanghai")]
    [InlineData("DE", "UTC")]
    [InlineData("CNX", "UTC")]
    [InlineData(null, "UTC")]
    public void A_region_has_a_zone(string? region, string zone) => Assert.Equal(zone, ReportZone.Of(region).Id);

    [Theory]
    [InlineData("Asia/Shanghai", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Asia/Kolkata", false)]
    [InlineData("Asia/Kathmandu", false)]
    [InlineData("Nowhere/Else", false)]
    [InlineData("", false)]
    public void Only_zones_on_the_hour_are_found(string id, bool found) =>
        Assert.Equal(found, ReportZone.Find(id) is not null);

    [Theory]
    [InlineData("UTC", "2026-11-21", "2026-11-21T00:00:00Z")]
    [InlineData("Asia/Shanghai", "2026-11-21", "2026-11-20T16:00:00Z")]
    [InlineData("Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-12-01", "2026-11-30T23:00:00Z")]
    public void A_day_begins_at_its_midnight(string zone, string day, string begins) => Assert.Equal(
        ReportZone.HourOf(DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture)),
        ReportZone.Find(zone)!.FirstHour(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_zone_with_summer_time_has_a_step_for_each_change()
    {
        var zone = ReportZone.Find("Europe/Berlin")!;
        var sql = zone.DaySql("h", zone.FirstHour(new(2026, 1, 1)), zone.FirstHour(new(2026, 12, 31)));
        Assert.Equal(
            $"((h + CASE WHEN h < {ReportZone.HourOf(new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero))} THEN 1 "
            + $"WHEN h < {ReportZone.HourOf(new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero))} THEN 2 ELSE 1 END) / 24 "
            + $"+ {new DateOnly(1970, 1, 1).DayNumber})", sql);
        Assert.Equal(
            $"((h + 8) / 24 + {new DateOnly(1970, 1, 1).DayNumber})",
            ReportZone.Find("Asia/Shanghai")!.DaySql("h", 480_000, 600_000));
    }

    [Fact]
    public void Hours_before_1970_are_rounded_down() =>
        Assert.Equal(-1, ReportZone.HourOf(new(1969, 12, 31, 23, 59, 59, TimeSpan.Zero)));
}
