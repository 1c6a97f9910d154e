using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Platforms;

/// <summary>Own removals, profiles, observed limits and agreements on the screen.</summary>
public sealed class PlatformDutyScreenTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_platform_records_a_removal_and_writes_its_profile_which_a_regulator_checks()
    {
        var platform = await server.PlatformAsync("screen.example");
        var near = await server.RegulatorAsync("CN-533123");
        using var reader = await Browser.OpenAsync(server, platform.Key);
        var form = (await reader.GetAsync("/console/own-removals/new")).Must(200);
        (string, string?)[] filled =
        [
            ("items.0.workType", "music"), ("items.0.mode", "upload"), ("items.0.measure", "removed"),
            ("items.0.at:instant", "2026-01-05T10:00"), ("items.0.ground", "<b>Patrol</b>"),
        ];
        var refused = await reader.PostFormAsync(
            form, "own-removal", [.. filled, ("items.0.url", "https://elsewhere.example/1")]);
        Assert.Contains("on a host of your platform", refused.Must(400).Text, StringComparison.Ordinal);
        (await reader.PostFormAsync(refused, "own-removal", ("items.0.url", "https://screen.example/1")))
            .MustLeadTo("/console/own-removals");
        Assert.Contains("<b>Patrol</b>", (await reader.GetAsync("/console/own-removals")).Must(200).Text,
            StringComparison.Ordinal);

        const string Own = "/console/platforms/own/profile";
        var profile = (await reader.GetAsync(Own)).Must(200);
        (await reader.PostFormAsync(
            profile, "profile", ("complaintChannels.0.channel", "phone"), ("complaintChannels.0.value", "555-0100"),
            ("filings.1.kind", "icp"), ("filings.1.number", "No. 7"))).MustLeadTo(Own);
        var written = (await reader.GetAsync(Own)).Must(200);
        Assert.Empty(written.Html.QuerySelectorAll("#check"));
        Assert.Equal("555-0100", written.One("input[name='complaintChannels.0.value']").GetAttribute("value"));
        using var officer = await OfficerAsync(near);
        var path = $"/console/platforms/{platform.Id}/profile";
        var page = (await officer.GetAsync(path)).Must(200);
        Assert.Empty(page.Html.QuerySelectorAll("#profile"));
        (await officer.PostFormAsync(page, "check", ("check.note", "Answers"), ("check.channels.0.works:flag", "true")))
            .MustLeadTo(path);
        var faults = new List<string>();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            faults.AddRange(ConsolePages.Faults(await officer.GetAsync(path, language), language));
            faults.AddRange(ConsolePages.Faults(await reader.GetAsync(Own, language), language));
            faults.AddRange(ConsolePages.Faults(await officer.GetAsync(
                $"/console/platforms/{platform.Id}", language), language));
        }
        Assert.Empty(faults);
        Assert.Contains("Answers", (await officer.GetAsync(path)).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_reported_and_answered_and_an_agreement_is_made_and_read_by_its_parties()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("terms.example"));
        using var sender = await Browser.OpenAsync(server, claimant.Key);
        using var reader = await Browser.OpenAsync(server, platform.Key);
        var form = (await sender.GetAsync("/console/platform-limits/new")).Must(200);
        var limit = await sender.FollowAsync(await sender.PostFormAsync(
            form, "limit", ("platformId", $"{platform.Id}"), ("channel", "Form"), ("limit:number", "20"),
            ("per", "day"), ("at:instant", "2026-01-05T10:00")));
        limit.Must(200);
        var seen = (await reader.GetAsync(limit.Path)).Must(200);
        Assert.DoesNotContain("Rights Ltd", seen.Text, StringComparison.Ordinal);
        await reader.PostFormAsync(seen, "answer", ("text", "Raised"));
        Assert.Contains("Raised", (await sender.GetAsync(limit.Path)).Must(200).Text, StringComparison.Ordinal);

        using var operators = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var made = (await operators.GetAsync("/console/agreements/new?id=TERMS-1")).Must(200);
        (await operators.PostFormAsync(
            made, "agreement", ("claimants:list", $"{claimant.Id}"), ("platforms:list", $"{platform.Id}"),
            ("actLimit.duration", "PT6H"), ("from", "2026-01-01"), ("document", Sample.Sha256)))
            .MustLeadTo("/console/agreements/TERMS-1");
        var faults = new List<string>();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            foreach (var browser in new[] { sender, reader, operators })
                faults.AddRange(ConsolePages.Faults(
                    await browser.GetAsync("/console/agreements/TERMS-1", language), language));
            faults.AddRange(ConsolePages.Faults(await reader.GetAsync(limit.Path, language), language));
            faults.AddRange(ConsolePages.Faults(await sender.GetAsync("/console/platform-limits", language), language));
        }
        Assert.Empty(faults);
        using var stranger = await Browser.OpenAsync(server, (await server.ClaimantAsync("Stranger Ltd")).Key);
        (await stranger.GetAsync("/console/agreements/TERMS-1")).Must(404);
        (await stranger.GetAsync(limit.Path)).Must(404);
    }

    private async Task<Browser> OfficerAsync(Organisation body)
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{body.Id}/people", new { name = "Li", role = "officer" })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
        return await Browser.OpenAsync(server, key);
    }
}
