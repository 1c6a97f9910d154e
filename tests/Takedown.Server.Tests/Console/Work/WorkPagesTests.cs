using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>The pages with an id: whole in both languages, and hidden from those who may not see them.</summary>
public sealed class WorkPagesTests(OfficeServer office) : IClassFixture<OfficeServer>
{
    private static readonly string[] ReadByAll = ["/blacklist/"];

    [Fact]
    public async Task Pages_of_objects_are_whole_in_both_languages_and_hide_from_others()
    {
        var paths = await PathsAsync();
        using var officer = await office.OfficerAsync();
        using var elsewhere = await office.ElsewhereAsync();
        using var claimant = await Browser.OpenAsync(office.Server, (await office.Server.ClaimantAsync()).Key);
        var faults = new List<string>();
        foreach (var path in paths.Select(p => "/console" + p))
        {
            foreach (var (asked, language) in new[] { ("en", "en"), ("zh-CN", "zh-CN") })
                faults.AddRange(ConsolePages.Faults(await officer.GetAsync(path, asked), language));
            var hidden = (await elsewhere.GetAsync(path)).Status;
            if (hidden != 404 && !ReadByAll.Any(p => path.Contains(p, StringComparison.Ordinal)))
                faults.Add($"{path}: {hidden} for another region");
            var forbidden = (await claimant.GetAsync(path)).Status;
            if (forbidden != 403) faults.Add($"{path}: {forbidden} for a claimant");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("/cases/{0}")]
    [InlineData("/cases/x")]
    [InlineData("/information-requests/{0}")]
    [InlineData("/supervisions/{0}")]
    [InlineData("/assistance/{0}")]
    [InlineData("/self-inspections/{0}")]
    [InlineData("/publications/{0}")]
    [InlineData("/blacklist/{0}")]
    [InlineData("/campaigns/none")]
    [InlineData("/campaigns/none/results.csv")]
    [InlineData("/cases/{0}/package")]
    [InlineData("/registers/none")]
    [InlineData("/registers/sites/rows/{0}")]
    [InlineData("/patrols/{0}")]
    [InlineData("/filings/{0}")]
    [InlineData("/bulletins/{0}")]
    [InlineData("/forms/2026-01/figures/none")]
    public async Task What_is_not_there_is_told_as_a_page(string path)
    {
        using var officer = await office.OfficerAsync();
        var address = "/console" + path.Replace("{0}", $"{NewId.Next()}", StringComparison.Ordinal);
        var page = (await officer.GetAsync(address)).Must(404);
        Assert.Equal("Not found", page.One("h1").TextContent);
    }

    [Theory]
    [InlineData("/supervisions/new?case={0}")]
    [InlineData("/meetings/new?kind=inspection")]
    [InlineData("/assistance/new?case={0}")]
    [InlineData("/publications/new?kind=exposure")]
    [InlineData("/credit/new?uscc=91350100M000100Y43")]
    [InlineData("/cases/new?lead={0}")]
    [InlineData("/registers/licences/new")]
    [InlineData("/registers/licences/import")]
    [InlineData("/registers/licences?name=x&asOf=2026-01-01T08:00")]
    [InlineData("/forms?month=2026-01&do=summary")]
    [InlineData("/forms?month=2026-01&do=figure&figure=counter-notices")]
    [InlineData("/forms/2026-01/cases")]
    public async Task Forms_that_depend_on_the_address_are_whole(string path)
    {
        using var officer = await office.OfficerAsync();
        var address = "/console" + path.Replace("{0}", $"{NewId.Next()}", StringComparison.Ordinal);
        Assert.Empty(ConsolePages.Faults(await officer.GetAsync(address, "en"), "en")
            .Concat(ConsolePages.Faults(await officer.GetAsync(address, "zh-CN"), "zh-CN")));
    }

    private async Task<IReadOnlyList<string>> PathsAsync()
    {
        var by = office.Officer;
        var id = await office.CaseAsync(by);
        var below = await office.CaseAsync(office.CountyOfficer);
        await MakeAsync(by, $"/v1/cases/{id}/steps", new { kind = "talk", recipient = "P" });
        await MakeAsync(by, $"/v1/cases/{id}/transfers", new { basis = "b" });
        var asked = await MakeAsync(by, $"/v1/cases/{id}/information-requests", new
        {
            platformId = office.Platform.Id, kind = "logs", questions = new[] { "q" },
        });
        var supervision = await MakeAsync(by, "/v1/supervisions", new
        {
            title = "t", criteria = new[] { "gravity" }, cases = new[] { below },
        });
        var assistance = await MakeAsync(by, "/v1/assistance", new
        {
            kind = "evidence", to = office.County.Id, subject = new { kind = "text", summary = "s" }, text = "t",
        });
        var inspection = await MakeAsync(by, "/v1/self-inspections", new
        {
            platforms = new[] { office.Platform.Id }, text = "t", due = (await office.Server.NowAsync()).AddDays(9),
        });
        var publication = await MakeAsync(by, "/v1/publications", new { kind = "warning", title = "t", text = "t" });
        var entry = await MakeAsync(by, "/v1/blacklist-entries", new
        {
            uscc = Officers.Uscc, name = "n", basis = "b", to = "2027-01-01",
        });
        var row = await MakeAsync(by, "/v1/registers/sites", new
        {
            fields = new { name = "n", domain = Bodies.NewHost() },
        });
        var patrol = await MakeAsync(by, "/v1/patrols", new { sites = 1 });
        var visit = await MakeAsync(by, "/v1/inspections", new { kind = "joint", subject = "s" });
        var log = await MakeAsync(by, "/v1/work-log", new { kind = "training", title = "t" });
        var bulletin = await MakeAsync(by, "/v1/bulletins", new { title = "t", text = "t" });
        var day = DateOnly.FromDateTime((await office.Server.NowAsync()).UtcDateTime);
        await MakeAsync(by, "/v1/campaigns", new
        {
            code = "campaign-1", title = "<b>t</b>", from = day.AddDays(-9), to = day.AddDays(9),
            phases = new object[] { new { name = "p", from = day.AddDays(-9), to = day, tasks = new[] { "one" } } },
            targets = new[] { new { figure = "sites-patrolled", target = 9 } },
        });
        return
        [
            $"/cases/{id}", .. Tasks(id), $"/cases/{id}/change", $"/cases/{id}/trace", $"/cases/{id}/trace?show=true",
            $"/information-requests/{asked}", $"/supervisions/{supervision}", $"/assistance/{assistance}",
            $"/self-inspections/{inspection}", $"/publications/{publication}", $"/blacklist/{entry}",
            $"/registers/sites/rows/{row}", $"/patrols/{patrol}", $"/inspections/{visit}", $"/work-log/{log}",
            $"/bulletins/{bulletin}", "/campaigns/campaign-1", "/campaigns/campaign-1?tab=filings",
            "/campaigns/campaign-1?tab=actions", "/campaigns/campaign-1?tab=commendations",
            "/campaigns/campaign-1?tab=results",
        ];
    }

    private static IEnumerable<string> Tasks(string id) => new[]
    {
        "step&step=penalty", "step&step=service", "request&kind=cancel-filing", "request&kind=suspend-access",
        "transfer", "information", "closing",
    }.Select(task => $"/cases/{id}?do={task}");

    private static async Task<string> MakeAsync(Api by, string path, object body) =>
        (await by.PostAsync(path, body)).Must(201).Json is JsonObject made ? made["id"]!.ToString() : "";
}
