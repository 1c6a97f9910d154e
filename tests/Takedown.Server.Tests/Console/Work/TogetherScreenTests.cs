using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>What bodies do together and what they publish, on the screen.</summary>
public sealed class TogetherScreenTests(OfficeServer office) : IClassFixture<OfficeServer>
{
    [Fact]
    public async Task A_case_below_is_listed_for_supervision_and_its_body_reports()
    {
        var below = await office.CaseAsync(office.CountyOfficer, "Below");
        using var officer = await office.OfficerAsync();
        var read = (await officer.GetAsync($"/console/cases/{below}")).Must(200);
        Assert.Empty(read.Html.QuerySelectorAll("form[action='/console/act']"));
        var listed = await officer.FollowAsync(await OfficeServer.DoAsync(
            officer, $"/console/supervisions/new?case={below}", "supervision", ("title", "Batch"),
            ("criteria:list", "gravity")));
        Assert.Contains("Below", listed.Must(200).Text, StringComparison.Ordinal);
        using var county = await CountyAsync();
        var page = (await county.GetAsync(listed.Path)).Must(200);
        var form = OfficeServer.FormOf(page, "report-");
        await county.PostFormAsync(page, form, ("kind", "progress"), ("text", "<u>Progress</u>"));
        var reported = (await officer.GetAsync(listed.Path)).Must(200);
        Assert.Contains("<u>Progress</u>", reported.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assistance_is_asked_accepted_and_replied_to()
    {
        using var officer = await office.OfficerAsync();
        using var county = await CountyAsync();
        var asked = await officer.FollowAsync(await OfficeServer.DoAsync(
            officer, "/console/assistance/new", "assistance", ("kind", "evidence"), ("to", $"{office.County.Id}"),
            ("subject.kind", "text"), ("subject.summary", "A shop"), ("text", "Photographs")));
        Assert.Empty(asked.Must(200).Html.QuerySelectorAll("#accept, #reply"));
        await OfficeServer.DoAsync(county, asked.Path, "accept");
        await OfficeServer.DoAsync(county, asked.Path, "reply", ("text", "Here they are"));
        var replied = (await officer.GetAsync(asked.Path)).Must(200);
        Assert.Contains("Here they are", replied.Text, StringComparison.Ordinal);
        Assert.Contains(
            (await officer.GetAsync("/console/assistance?role=sender&status=replied")).Must(200).Rows(),
            r => asked.Path.Contains(r[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publication_needs_a_second_person_and_is_withdrawn_with_a_reason()
    {
        using var officer = await office.OfficerAsync();
        using var head = await office.HeadAsync();
        var proposed = await officer.FollowAsync(await OfficeServer.DoAsync(
            officer, "/console/publications/new?kind=warning", "publication", ("title", "<b>Warning</b>"),
            ("text", "t")));
        Assert.Equal("<b>Warning</b>", proposed.Must(200).One("h1").TextContent);
        var same = (await officer.PostFormAsync(proposed, "approval")).Must(409);
        Assert.Contains("not the one who asked", same.Text, StringComparison.Ordinal);
        await OfficeServer.DoAsync(head, proposed.Path, "approval");
        await OfficeServer.DoAsync(head, proposed.Path, "withdrawal", ("reason", "wrong"));
        Assert.Contains("wrong", (await officer.GetAsync(proposed.Path)).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_shows_its_phases_and_its_targets_as_bars_with_numbers()
    {
        var day = DateOnly.FromDateTime((await office.Server.NowAsync()).UtcDateTime);
        using var officer = await office.OfficerAsync();
        (await OfficeServer.DoAsync(
            officer, "/console/campaigns/new", "campaign", ("code", "bars"), ("title", "<b>Campaign</b>"),
            ("from", $"{day.AddDays(-30):yyyy-MM-dd}"), ("to", $"{day.AddDays(30):yyyy-MM-dd}"),
            ("phases.0.name", "Before"), ("phases.0.from", $"{day.AddDays(-30):yyyy-MM-dd}"),
            ("phases.0.to", $"{day.AddDays(-20):yyyy-MM-dd}"), ("phases.0.tasks:list", "First\nSecond"),
            ("phases.1.name", "Now"), ("phases.1.from", $"{day.AddDays(-19):yyyy-MM-dd}"),
            ("phases.1.to", $"{day.AddDays(30):yyyy-MM-dd}"), ("targets.0.figure", "sites-patrolled"),
            ("targets.0.target:number", "40"))).MustLeadTo("/console/campaigns");
        await OfficeServer.DoAsync(
            officer, "/console/patrols/new", "patrol", ("sites:number", "10"), ("campaign", "bars"));
        var page = (await officer.GetAsync("/console/campaigns/bars")).Must(200);
        Assert.Equal(["done", "now"], page.Html.QuerySelectorAll(".ladder li").Select(l => l.ClassName));
        var target = page.Html.QuerySelectorAll("tr").Single(
            r => r.TextContent.Contains("Sites patrolled", StringComparison.Ordinal));
        Assert.Contains("25.0 %", target.TextContent, StringComparison.Ordinal);
        Assert.Equal("30", target.QuerySelector("rect.fill")!.GetAttribute("width"));
        Assert.Equal(["First", "Second"], page.Rows().Select(r => r[0]).Order());
    }

    private Task<Browser> CountyAsync() => Browser.OpenAsync(
        office.Server, office.CountyOfficer.Client.DefaultRequestHeaders.Authorization!.Parameter!);
}
