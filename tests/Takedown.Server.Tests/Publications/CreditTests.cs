using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Supervision;

namespace Takedown.Server.Tests.Publications;

/// <summary>Credit: D32 to D35.</summary>
public sealed class CreditTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private const string Formula = "=cmd|' /C calc'!A0, Ltd";

    [Fact]
    [Trait("Id", "D32")]
    public async Task D32_An_entry_of_the_blacklist_has_a_basis_and_an_end_and_is_removed_with_a_reason()
    {
        var today = (await work.Server.NowAsync()).AddHours(8);
        var good = new
        {
            uscc = Officers.Uscc, name = "Shop", basis = "Two penalties",
            to = today.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        Assert.Equal("person.required",
            (await work.County.Api.PostAsync("/v1/blacklist-entries", good)).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync("/v1/blacklist-entries", good)).Must(403).Code);
        Assert.Equal([("/to", "time.past"), ("/uscc", "uscc.invalid")],
            (await work.Officer.PostAsync(
                "/v1/blacklist-entries", new { uscc = "x", name = "x", basis = "x", to = "2020-01-01" }))
                .Must(400).Faults.Order());
        Assert.Equal([("/to", "time.out-of-range")], (await work.Officer.PostAsync("/v1/blacklist-entries", new
        {
            good.uscc, good.name, good.basis, to = "2999-01-01",
        })).Must(400).Faults);
        var made = (await work.Officer.PostAsync("/v1/blacklist-entries", good)).Must(201).Json;
        Assert.True(made["active"]!.GetValue<bool>());
        Assert.Single((await work.Province.Api.GetAsync("/v1/blacklist-entries")).Must(200).Items);
        Assert.Empty((await work.Far.Api.GetAsync("/v1/blacklist-entries")).Must(200).Items);
        var path = $"/v1/blacklist-entries/{made.Id("id")}/removal";
        (await work.FarOfficer.PostAsync(path, new { reason = "x" })).Must(404);
        Assert.Equal("case.not-yours", (await work.Chief.PostAsync(path, new { reason = "x" })).Must(403).Code);
        Assert.False((await work.Officer.PostAsync(path, new { reason = "Repaired" })).Must(200)
            .Json["active"]!.GetValue<bool>());
        Assert.Equal("blacklist-entry.removed",
            (await work.Officer.PostAsync(path, new { reason = "x" })).Must(409).Code);
    }

    [Fact]
    [Trait("Id", "D33")]
    [Trait("Id", "D34")]
    [Trait("Id", "D35")]
    public async Task D33_D34_D35_The_export_is_keyed_by_code_and_shows_the_counters_of_each_grade()
    {
        await using var own = await Disposable.StartAsync();
        var body = await own.Server.RegulatorAsync("CN-533123");
        var (one, two) = (await own.Server.OfficerAsync(body), await own.Server.OfficerAsync(body));
        var platform = await own.Server.PlatformAsync("graded.example");
        var path = $"/v1/credit-subjects/{Officers.Uscc}";
        var subject = new { name = Formula, platformId = platform.Id };
        Assert.Equal("person.required", (await body.Api.PutAsync(path, subject)).Must(403).Code);
        (await one.PutAsync("/v1/credit-subjects/1", subject)).Must(404);
        Assert.Equal("A", (await one.PutAsync(path, subject)).Must(200).Json.Text("grade"));
        var far = await own.Server.OfficerAsync(await own.Server.RegulatorAsync("CN-310000"));
        Assert.Equal("credit-subject.taken", (await far.PutAsync(path, new { name = "Mine" })).Must(409).Code);
        Assert.Empty((await far.GetAsync("/v1/exports/credit")).Must(200).Items);

        var penalty = (await one.PostAsync("/v1/publications", new
        {
            kind = "penalty", title = "x", text = "x", uscc = Officers.Uscc,
        })).Must(201).Json.Id("id");
        (await two.PostAsync($"/v1/publications/{penalty}/approval", new { })).Must(200);
        var caseId = await own.Server.CaseAsync(body, "CN-533123");
        var asked = (await one.PostAsync($"/v1/cases/{caseId}/information-requests", new
        {
            platformId = platform.Id, kind = "logs", questions = new[] { "?" },
        })).Must(201).Json.Id("id");
        (await platform.Api.PostAsync($"/v1/information-requests/{asked}/refusal", new { reason = "x" })).Must(200);
        var line = Assert.Single((await body.Api.GetAsync("/v1/exports/credit")).Must(200).Items);
        Assert.Equal((Officers.Uscc, "C", 7, 1, 1), (line.Text("uscc"), line.Text("grade"), line.Long("points"),
            line!["counters"].Long("penalties"), line["counters"].Long("unansweredRequests")));
        (await one.PostAsync("/v1/blacklist-entries", new
        {
            uscc = Officers.Uscc, name = "Shop", basis = "=1+1",
            to = $"{(await own.Server.NowAsync()).AddDays(9):yyyy-MM-dd}",
        })).Must(201);
        line = Assert.Single((await body.Api.GetAsync("/v1/exports/credit")).Must(200).Items);
        Assert.Equal("E", line.Text("grade"));
        Assert.Single(line!["blacklist"]!.AsArray());

        var csv = await body.Api.GetAsync("/v1/exports/credit?format=csv");
        Assert.Equal("text/csv", csv.Must(200).MediaType);
        var rows = csv.Body.TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("uscc,name,grade,points,penalties", rows[0], StringComparison.Ordinal);
        // The cell is quoted for its comma and cannot be run.
        Assert.StartsWith($"{Officers.Uscc},\"'{Formula}\",E,7,1,", rows[1], StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", rows[1], StringComparison.Ordinal);
        (await body.Api.GetAsync("/v1/exports/credit?format=xml")).Must(400);
    }
}
