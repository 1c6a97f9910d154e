using System.Globalization;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Compliance;

/// <summary>The days of a report are those of its reader, and a report opens in a spreadsheet.</summary>
public sealed class ReaderDaysTests : IAsyncLifetime
{
    private readonly TestServer server = new();
    private Organisation platform = null!;
    private Organisation regulator = null!;
    private DateOnly day;

    /// <summary>One notice at 20:00 UTC, which is four in the morning of the next day in Beijing.</summary>
    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        regulator = await server.RegulatorAsync("CN-530000");
        platform = await server.PlatformAsync("days.example", new { name = "=Days" });
        var claimant = await server.ClaimantAsync();
        var now = await server.NowAsync();
        var at = now.UtcDateTime.Date.AddDays(1).AddHours(20);
        day = DateOnly.FromDateTime(at);
        await server.AdvanceAsync(System.Xml.XmlConvert.ToString(at - now.UtcDateTime));
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://days.example/1"));
        await server.AdvanceAsync("PT90S");
        await platform.SayAsync(id, "rejected", reason: new { code = "not-infringing", text = "Licensed." });
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(null, 1)]
    [InlineData("Asia/Shanghai", 1)]
    [InlineData("UTC", 0)]
    [InlineData("Europe/Berlin", 0)]
    [InlineData("America/New_York", 0)]
    [InlineData("Pacific/Auckland", 1)]
    public async Task A_day_is_that_of_the_reader(string? zone, int later)
    {
        var tz = zone is null ? "" : $"&tz={zone}";
        var points = (await GetAsync($"trend?bucket=day{tz}")).Json["points"]!.AsArray();
        Assert.Equal(Text(day.AddDays(later)), Assert.Single(points)!.Text("day"));
        foreach (var offset in new[] { 0, 1 })
        {
            var one = Text(day.AddDays(offset));
            var read = (await GetAsync($"overview?from={one}&to={one}{tz}")).Json;
            Assert.Equal(offset == later ? 1 : 0, read.Long("received"));
            Assert.Equal(zone ?? "Asia/Shanghai", read.Text("zone"));
        }
    }

    [Fact]
    public async Task The_operator_reads_days_of_UTC_unless_it_names_another_zone()
    {
        async Task<string> DayAsync(string query) => (await server.Operator
            .GetAsync($"/v1/compliance/trend?{query}")).Must(200).Json["points"]![0]!.Text("day");
        Assert.Equal(Text(day), await DayAsync("bucket=day"));
        Assert.Equal(Text(day.AddDays(1)), await DayAsync("tz=Asia/Shanghai"));
    }

    [Fact]
    public async Task Months_and_years_add_up_their_days()
    {
        var next = day.AddDays(1);
        foreach (var (bucket, first) in new[]
        {
            ("month", new DateOnly(next.Year, next.Month, 1)), ("year", new DateOnly(next.Year, 1, 1)),
        })
        {
            var trend = (await GetAsync($"trend?bucket={bucket}")).Json;
            var point = Assert.Single(trend["points"]!.AsArray())!;
            Assert.Equal((bucket, Text(first)), (trend.Text("bucket"), point.Text("day")));
            Assert.Equal((1, 1), (point.Long("received"), point.Long("rejected")));
            Assert.NotNull(point["handling"]);
        }
    }

    [Theory]
    [InlineData("from=2026-11-21T12:00:00Z")]
    [InlineData("from=2026-11-21T20:00:00%2B08:00")]
    [InlineData("to=11/12/2026")]
    [InlineData("to=2026-11")]
    [InlineData("from=20261121")]
    [InlineData("tz=Mars/Phobos")]
    [InlineData("tz=Asia/Kolkata")]
    [InlineData("form=2026-11-01")]
    public async Task What_is_no_day_no_zone_or_no_parameter_is_refused_with_its_name(string query)
    {
        var answer = (await regulator.Api.GetAsync($"/v1/compliance/overview?{query}")).Must(400);
        Assert.Equal($"?{query[..query.IndexOf('=', StringComparison.Ordinal)]}", Assert.Single(answer.Faults).Pointer);
    }

    [Fact]
    public async Task A_platform_reads_its_own_figures_as_its_regulator_does()
    {
        var other = await server.PlatformAsync("other.example");
        foreach (var what in new[] { $"platforms/{platform.Id}", "trend", $"trend?platform={platform.Id}" })
        {
            var own = (await platform.Api.GetAsync($"/v1/compliance/{what}")).Must(200).Json;
            var theirs = (await regulator.Api.GetAsync($"/v1/compliance/{what}")).Must(200).Json;
            Assert.Equal(theirs.ToJsonString(), own.ToJsonString());
        }
        Assert.Equal(platform.Id, Assert.Single((await platform.Api.GetAsync("/v1/compliance/platforms"))
            .Must(200).Items)!.Id("platformId"));
        Assert.Equal(0, (await other.Api.GetAsync("/v1/compliance/overview")).Must(200).Json.Long("received"));
        (await other.Api.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(404);
        (await other.Api.GetAsync($"/v1/compliance/trend?platform={platform.Id}")).Must(404);
    }

    [Fact]
    public async Task Figures_as_CSV_have_a_mark_plain_seconds_and_headings_in_the_readers_language()
    {
        var csv = (await GetAsync("platforms?format=csv")).Body;
        Assert.StartsWith(
            "platformId,name,region,serviceType,openEscalations,received,", csv, StringComparison.Ordinal);
        var bytes = await regulator.Api.Client.GetByteArrayAsync("/v1/compliance/platforms?format=csv");
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'p'], bytes[..4]);
        var row = csv.Split("\r\n")[1].Split(',');
        Assert.Equal(("'=Days", "CN-533123"), (row[1], row[2]));
        Assert.InRange(double.Parse(row[^1], CultureInfo.InvariantCulture), 80, 120);
        var chinese = (await regulator.Api.GetAsync(
            "/v1/compliance/trend?bucket=month", ("Accept", "text/csv"), ("Accept-Language", "zh-CN"))).Must(200);
        Assert.Equal("text/csv", chinese.MediaType);
        Assert.StartsWith("月,收到通知数,", chinese.Body, StringComparison.Ordinal);
        var total = (await GetAsync("overview?format=csv")).Body.Split("\r\n");
        Assert.StartsWith(",,Asia/Shanghai,1,0,", total[1], StringComparison.Ordinal);
        (await regulator.Api.GetAsync("/v1/compliance/overview?format=xls")).Must(400);
    }

    private async Task<Answer> GetAsync(string path) =>
        (await regulator.Api.GetAsync($"/v1/compliance/{path}")).Must(200);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
