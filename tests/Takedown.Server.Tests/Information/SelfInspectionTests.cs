using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Supervision;
using Takedown.Storage;

namespace Takedown.Server.Tests.Information;

/// <summary>自查自纠: D36, D37.</summary>
public sealed class SelfInspectionTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private async Task<object> DemandAsync(object more) =>
        new { text = "Inspect", due = (await work.Server.NowAsync()).AddDays(10).ToString("O"), scope = more };

    [Fact]
    [Trait("Id", "D36")]
    [Trait("Id", "D37")]
    public async Task D36_D37_Cloud_disks_inspect_themselves_report_findings_and_a_silent_one_is_overdue()
    {
        var silent = await work.Server.PlatformAsync("silent.example", new { serviceType = "cloud-disk" });
        await work.Server.PlatformAsync("far.example", new { serviceType = "cloud-disk", region = "CN-310101" });
        var made = (await work.Officer.PostAsync("/v1/self-inspections", await DemandAsync(
            new { serviceTypes = new[] { "cloud-disk" } }))).Must(201).Json;
        var id = made.Id("id");
        Assert.Equal(new[] { work.Platform.Id, silent.Id }.Order(),
            made["platforms"]!.AsArray().Select(p => p.Id("platformId")).Order());
        var path = $"/v1/self-inspections/{id}/report";
        (await work.OtherPlatform.Api.PostAsync(path, new { text = "x" })).Must(404);
        (await work.OtherPlatform.Api.GetAsync($"/v1/self-inspections/{id}")).Must(404);
        Assert.Equal([("/findings/0/count", "value.out-of-range"), ("/findings/0/problem", "field.required")],
            (await work.Platform.Api.PostAsync(path, new { text = "x", findings = new[] { new { count = 0 } } }))
                .Must(400).Faults.Order());
        var report = new
        {
            text = "Done",
            findings = new[]
            {
                new { problem = "links", count = 5, measure = "cut" },
                new { problem = "accounts", count = 2, measure = "closed" },
            },
        };
        var own = (await work.Platform.Api.PostAsync(path, report)).Must(200).Json;
        Assert.Equal(work.Platform.Id, Assert.Single(own["platforms"]!.AsArray()).Id("platformId"));
        Assert.Equal("self-inspection.reported", (await work.Platform.Api.PostAsync(path, report)).Must(409).Code);
        await work.Server.AdvanceAsync("P11D");
        var after = (await work.County.Api.GetAsync($"/v1/self-inspections/{id}")).Must(200).Json;
        Assert.Equal((2, 1, 1), (after.Long("asked"), after.Long("reported"), after.Long("overdue")));
        Assert.Contains(after["history"]!.AsArray(), a => a.Text("act") == "report-overdue");
        Assert.Single((await work.Chief.GetAsync("/v1/self-inspections?status=overdue")).Must(200).Items);
        Assert.Single((await silent.Api.GetAsync("/v1/self-inspections?status=overdue")).Must(200).Items);
        Assert.Empty((await work.Platform.Api.GetAsync("/v1/self-inspections?status=overdue")).Must(200).Items);

        var source = work.Server.Services.GetServices<IFigureSource>()
            .Single(f => f.Figures.Any(d => d.Name == "self-inspected"));
        var now = await work.Server.NowAsync();
        var scope = new FigureScope(
            work.County.Id, "CN-533123", "copyright", [], now.AddDays(-12), now.AddDays(1));
        var database = work.Server.Services.GetRequiredService<Database>();
        var counts = await database.ReadAsync(s => source.CountAsync(s, scope));
        Assert.Equal((1, 7), (counts["self-inspected"], counts["self-inspection-problems"]));
        counts = await database.ReadAsync(s =>
            source.CountAsync(s, scope with { ServiceTypes = ["marketplace"] }));
        Assert.Equal((0, 0), (counts["self-inspected"], counts["self-inspection-problems"]));
    }

    [Fact]
    public async Task Only_persons_demand_it_and_only_of_platforms_in_their_region()
    {
        var good = await DemandAsync(new { regions = new[] { "CN-533123" } });
        Assert.Equal("person.required", (await work.County.Api.PostAsync("/v1/self-inspections", good)).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync("/v1/self-inspections", good)).Must(403).Code);
        Assert.Equal([("/scope", "scope.empty")],
            (await work.FarOfficer.PostAsync("/v1/self-inspections", good)).Must(400).Faults);
        Assert.Equal([("/due", "time.past"), ("/platforms/0", "platform.not-found")],
            (await work.FarOfficer.PostAsync("/v1/self-inspections", new
            {
                text = "x", due = "2020-01-01T00:00:00Z", platforms = new[] { work.Platform.Id },
            })).Must(400).Faults.Order());
        Assert.Equal(
            [("/due", "field.required"), ("/platforms", "self-inspection.platforms"), ("/text", "field.required")],
            (await work.Officer.PostAsync("/v1/self-inspections", new { })).Must(400).Faults.Order());
    }
}
