using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.FieldWork;

/// <summary>
/// Patrols, inspections and the work log, and the figures of the form that they are (F03, F09, F10, F12, H13, H20–H23).
/// </summary>
public sealed class FieldWorkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact, Trait("Id", "F09"), Trait("Id", "F03")]
    public async Task F09_A_patrol_is_recorded_with_its_counts_and_counts_once()
    {
        var body = await server.RegulatorAsync("CN-210102");
        var patrol = new { by = "copyright", at = await server.NowAsync(), sites = 120, apps = 8, works = 30,
            found = 4 };
        var made = (await body.Api.PostAsync("/v1/patrols", patrol, ("Idempotency-Key", "p1"))).Must(201).Json;
        (await body.Api.PostAsync("/v1/patrols", patrol, ("Idempotency-Key", "p1"))).Must(201);
        Assert.Equal(made.Id("id"), Assert.Single((await body.Api.GetAsync("/v1/patrols")).Must(200).Items).Id("id"));
        var figures = await FiguresAsync(body, "CN-210102", "copyright");
        Assert.Equal((120, 8, 30),
            (figures["sites-patrolled"], figures["apps-patrolled"], figures["works-monitored"]));
    }

    [Fact, Trait("Id", "F10")]
    public async Task F10_A_patrol_of_the_police_counts_in_the_line_of_the_police()
    {
        var body = await server.RegulatorAsync("CN-210103", "copyright", "police");
        (await body.Api.PostAsync("/v1/patrols", new { by = "police", sites = 5 })).Must(201);
        Assert.Equal((0, 5), (
            (await FiguresAsync(body, "CN-210103", "copyright"))["sites-patrolled"],
            (await FiguresAsync(body, "CN-210103", "police"))["sites-patrolled"]));
    }

    [Fact, Trait("Id", "F12"), Trait("Id", "H13"), Trait("Id", "H20")]
    public async Task F12_H13_H20_Sweeps_supervision_and_joint_inspections_are_records_with_their_figures()
    {
        var body = await server.RegulatorAsync("CN-210104");
        (await body.Api.PostAsync("/v1/inspections", new { kind = "market-sweep", seized = 300 })).Must(201);
        (await body.Api.PostAsync("/v1/inspections", new { kind = "supervision", subject = "重点企业", key = true }))
            .Must(201);
        (await body.Api.PostAsync("/v1/inspections", new { kind = "joint", with = new[] { "公安局", "网信办" } })).Must(201);
        (await body.Api.PostAsync("/v1/inspections", new { kind = "spot-check", sites = 16, works = 2389,
            takenDown = 150 }))
            .Must(201);
        var f = await FiguresAsync(body, "CN-210104", "copyright");
        Assert.Equal((300, 2, 16, 2389, 150), (f["items-seized"], f["inspections-held"], f["sites-inspected"],
            f["works-files-inspected"], f["works-ordered-down"]));
    }

    [Fact, Trait("Id", "H21"), Trait("Id", "H23")]
    public async Task H21_H23_Training_and_publicity_are_counted_until_they_are_withdrawn()
    {
        var body = await server.RegulatorAsync("CN-210105");
        var (officer, _) = await server.PersonOfAsync(body);
        var id = (await officer.PostAsync("/v1/work-log", new { kind = "training", count = 2, people = 90 })).Must(201)
            .Json.Id("id");
        (await officer.PostAsync("/v1/work-log", new { kind = "publicity", count = 7 })).Must(201);
        (await officer.PostAsync("/v1/work-log", new { kind = "meeting" })).Must(201);
        var f = await FiguresAsync(body, "CN-210105", "copyright");
        Assert.Equal((2, 90, 7, 1),
            (f["trainings-held"], f["people-trained"], f["news-reports"], f["meetings-logged"]));
        Assert.Equal("person.required", (await body.Api.PostAsync(
            $"/v1/field-work/{id}/withdrawal", new { reason = "x" })).Must(403).Code);
        (await officer.PostAsync($"/v1/field-work/{id}/withdrawal", new { reason = "重复" })).Must(200);
        (await officer.PostAsync($"/v1/field-work/{id}/withdrawal", new { reason = "重复" })).Must(409);
        Assert.Equal(0, (await FiguresAsync(body, "CN-210105", "copyright"))["people-trained"]);
        Assert.Equal("李明", (await officer.GetAsync("/v1/work-log")).Must(200).Items[0].Text("withdrawnBy"));
    }

    [Fact]
    public async Task Others_see_nothing_and_the_body_above_sees_it()
    {
        var county = await server.RegulatorAsync("CN-210202");
        var id = (await county.Api.PostAsync("/v1/patrols", new { sites = 1 })).Must(201).Json.Id("id");
        var above = await server.RegulatorAsync("CN-210200");
        Assert.Single((await above.Api.GetAsync("/v1/patrols")).Must(200).Items);
        foreach (var other in new[]
        {
            await server.RegulatorAsync("CN-220200"), await server.RegulatorAsync("CN-210000", "police"),
        })
        {
            var (officer, _) = await server.PersonOfAsync(other);
            Assert.DoesNotContain(id, (await officer.GetAsync("/v1/patrols")).Must(200).Items.Select(p => p.Id("id")));
            (await officer.PostAsync($"/v1/field-work/{id}/withdrawal", new { reason = "x" })).Must(404);
        }
        (await (await server.PlatformAsync("patrols.example")).Api.GetAsync("/v1/patrols")).Must(403);
    }

    [Theory]
    [InlineData("patrols", """{"sites":-1}""", "/sites", "value.out-of-range")]
    [InlineData("patrols", """{"sites":1,"at":"2090-01-01T00:00:00Z"}""", "/at", "time.future")]
    [InlineData("patrols", """{"sites":1,"campaign":"nobody"}""", "/campaign", "campaign.unknown")]
    [InlineData("inspections", """{"kind":"visit"}""", "/kind", "value.unknown")]
    [InlineData("inspections", """{"kind":"joint","region":"CN-310000"}""", "/region", "region.not-yours")]
    [InlineData("work-log", """{"count":1}""", "/kind", "field.required")]
    [InlineData("work-log", """{"kind":"training","date":"2090-01-01"}""", "/date", "time.future")]
    [InlineData("work-log", """{"kind":"training","people":99999999}""", "/people", "value.out-of-range")]
    public async Task Bad_input_is_named(string path, string body, string pointer, string code)
    {
        var regulator = await server.RegulatorAsync("CN-230000");
        var answer = (await regulator.Api.SendAsync(HttpMethod.Post, $"/v1/{path}", body, "application/json")).Must(
            400);
        Assert.Equal((pointer, code), Assert.Single(answer.Faults));
    }

    private async Task<IReadOnlyDictionary<string, long>> FiguresAsync(Organisation body, string region,
        string function)
    {
        var now = await server.NowAsync();
        var scope = new FigureScope(body.Id, region, function, [], now.AddDays(-2), now.AddDays(1));
        var source = server.Services.GetServices<IFigureSource>().Single(s => s.Figures.Any(f =>
            f.Name == "sites-patrolled"));
        var database = server.Services.GetRequiredService<Database>();
        var counts = await database.ReadAsync(s => source.CountAsync(s, scope));
        foreach (var figure in source.Figures)
        {
            var ids = await database.ReadAsync(s => source.IdsAsync(s, figure.Name, scope, Guid.Empty, 100));
            Assert.Equal(counts[figure.Name] > 0, ids.Count > 0);
        }
        return counts;
    }
}
