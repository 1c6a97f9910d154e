using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Calendars as versioned data.</summary>
public sealed class CalendarTests(TestServer server) : IClassFixture<TestServer>
{
    private static JsonObject Calendar() => JsonNode.Parse("""
        {"zone":"Asia/Shanghai","from":"2027-01-01","to":"2027-12-31","holidays":["2027-01-01"],
         "workedWeekends":["2027-01-03"],
         "source":{"mark":"P","text":"a test"}}
        """)!.AsObject();

    [Fact]
    public async Task A_put_is_the_next_version_and_reads_back()
    {
        var first = (await server.Operator.PutAsync("/v1/calendars/MINE", Calendar())).Must(200).Json;
        var changed = Calendar();
        changed["holidays"] = new JsonArray("2027-01-01", "2027-05-03");
        var second = (await server.Operator.PutAsync("/v1/calendars/MINE", changed)).Must(200).Json;
        Assert.Equal((1, 2, "MINE"), (first["version"]!
            .GetValue<int>(), second["version"]!.GetValue<int>(), second["code"]!.GetValue<string>()));
        Assert.Equal(
            second.ToJsonString(),
            (await server.Operator.GetAsync("/v1/calendars/MINE")).Must(200).Json.ToJsonString());
        Assert.Single(
            (await server.Operator.GetAsync("/v1/calendars")).Must(200).Items,
            c => c!["code"]!.GetValue<string>() == "MINE");
        (await server.Operator.GetAsync("/v1/calendars/NOBODYS")).Must(404);
    }

    [Theory]
    [InlineData("zone", "\"Moon/Crater\"", "/zone calendar.unknown-zone")]
    [InlineData("from", "\"2027-02-30\"", "/from field.type")]
    [InlineData("to", "\"2026-12-31\"", "/to value.out-of-range")]
    [InlineData("holidays", "[\"2027-01-01\",\"2027-01-01\"]", "/holidays/1 value.duplicate")]
    [InlineData("holidays", "[\"2026-01-01\"]", "/holidays/0 value.out-of-range")]
    [InlineData("holidays", "null", "/holidays field.required")]
    [InlineData("workedWeekends", "[\"2027-01-04\"]", "/workedWeekends/0 value.not-allowed")]
    [InlineData("source", "{}", "/source/mark field.required,/source/text field.required")]
    [InlineData("days", "[]", "/days field.unknown")]
    [InlineData("fixedHolidays", "[\"01-01\",\"02-30\"]", "/fixedHolidays/1 value.bad-format")]
    [InlineData("fixedHolidays", "[\"2027-01-01\"]", "/fixedHolidays/0 value.bad-format")]
    [InlineData("fixedHolidays", "[\"01-01\",\"01-01\"]", "/fixedHolidays/1 value.duplicate")]
    [InlineData("fixedHolidays", "[null]", "/fixedHolidays/0 value.bad-format")]
    [InlineData("fixedHolidays", "[\"01-03\"]", "/workedWeekends/0 value.not-allowed")]
    [InlineData("fixedHolidays", "\"01-01\"", "/fixedHolidays field.type")]
    public async Task A_calendar_that_cannot_be_is_refused_with_words(string field, string value, string faults)
    {
        var calendar = Calendar();
        calendar[field] = JsonNode.Parse(value);
        var answer = (await server.Operator.PutAsync("/v1/calendars/FAULTY", calendar)).Must(400);
        Assert.Equal(
            faults.Split(','), answer.Faults.Select(f => $"{f.Pointer} {f.Code}").Take(faults.Split(',').Length));
        (await server.Operator.GetAsync("/v1/calendars/FAULTY")).Must(404);
    }

    [Fact]
    public async Task Fixed_holidays_hold_until_a_version_names_others()
    {
        async Task<string> PutAsync(string? days)
        {
            var calendar = Calendar();
            if (days is not null) calendar["fixedHolidays"] = JsonNode.Parse(days);
            var put = (await server.Operator.PutAsync("/v1/calendars/FIXED", calendar)).Must(200).Json;
            var read = (await server.Operator.GetAsync("/v1/calendars/FIXED")).Must(200).Json;
            Assert.Equal(put.ToJsonString(), read.ToJsonString());
            return read["fixedHolidays"]!.ToJsonString();
        }

        Assert.Equal("[]", await PutAsync(null));
        Assert.Equal("""["01-01","02-29"]""", await PutAsync("""["01-01","02-29"]"""));
        Assert.Equal("""["01-01","02-29"]""", await PutAsync(null));
        Assert.Equal("[]", await PutAsync("[]"));
        Assert.Equal(
            """["01-01","05-01","05-02","10-01","10-02","10-03"]""",
            (await server.Operator.GetAsync("/v1/calendars/CN")).Must(200).Json["fixedHolidays"]!.ToJsonString());
    }

    [Fact]
    public async Task A_new_calendar_moves_deadlines_that_start_after_it_and_none_before()
    {
        var service = "calendar-service";
        (await server.Operator.PutAsync("/v1/calendars/MOVED", Calendar())).Must(200);
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-DISK")).Must(200).Json.AsObject();
        policy["selectors"] = JsonNode.Parse($$"""{"serviceTypes":["{{service}}"]}""");
        policy["rank"] = 900_000;
        policy["calendar"] = "MOVED";
        policy["deadlines"]!["act"] = JsonNode.Parse("""{"unit":"working","days":3}""");
        (await server.Operator.PutAsync("/v1/policies/MOVED", policy)).Must(200);
        var host = Bodies.NewHost("moved");
        var platform = await server.PlatformAsync(host, new { serviceType = service });
        var claimant = await server.ClaimantAsync();
        var before = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/1"));
        var due = await DueAsync(claimant, before);

        // The next 40 days off.
        var longer = Calendar();
        var today = DateOnly.FromDateTime(due.UtcDateTime).AddDays(-10);
        (longer["from"], longer["to"]) = ($"{today:yyyy-MM-dd}", $"{today.AddDays(60):yyyy-MM-dd}");
        longer["holidays"] = new JsonArray([.. Enumerable.Range(0, 50).Select(i => today.AddDays(i))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(d => (JsonNode)$"{d:yyyy-MM-dd}")]);
        longer["workedWeekends"] = new JsonArray();
        (await server.Operator.PutAsync("/v1/calendars/MOVED", longer)).Must(200);
        var after = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/2"));

        Assert.Equal(due, await DueAsync(claimant, before));
        Assert.True(await DueAsync(claimant, after) > due.AddDays(30));
    }

    private static async Task<DateTimeOffset> DueAsync(Organisation claimant, Guid id) =>
        (await claimant.NoticeAsync(id))["deadlines"]!["act"]!.GetValue<DateTimeOffset>();
}
