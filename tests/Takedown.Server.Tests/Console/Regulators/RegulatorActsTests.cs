using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Regulators;

/// <summary>What a regulator does on the pages of what it watches.</summary>
public sealed class RegulatorActsTests(WatchedServer world) : IClassFixture<WatchedServer>
{
    [Fact]
    public async Task A_case_is_opened_from_an_escalation_by_a_person()
    {
        var nobody = (await world.SeeAsync("/escalations/{escalation}")).Must(200);
        Assert.Empty(nobody.Html.QuerySelectorAll("form#open-case"));
        Assert.Contains("This is decided by a person", nobody.Text, StringComparison.Ordinal);

        using var officer = await OfficerAsync();
        var page = (await officer.GetAsync(world.Path("/escalations/{escalation}"))).Must(200);
        var refused = (await officer.PostFormAsync(page, "open-case", ("item", ""))).Must(400);
        Assert.NotEmpty(refused.Html.QuerySelectorAll("#open-case-item-fault"));
        var opened = await officer.PostFormAsync(page, "open-case", ("item", "网络侵权盗版"));
        var caseId = Guid.Parse(opened.Must(302).Location!["/console/cases/".Length..]);
        var made = (await world.Regulator.Api.GetAsync($"/v1/cases/{caseId}")).Must(200).Json;
        Assert.Equal(world.Escalation, made["escalations"]![0]!.GetValue<Guid>());
        Assert.Equal(world.Platform.Id, made["parties"]![0].Id("platformId"));
        Assert.Equal("https://watched.example/silent", made["targets"]![0].Text("url"));

        // It is in a case now: the page says so beside the form.
        var twice = (await officer.PostFormAsync(page, "open-case", ("item", "网络侵权盗版"))).Must(400);
        Assert.NotEmpty(twice.Html.QuerySelectorAll("#open-case .fault"));
    }

    [Fact]
    public async Task A_lead_is_entered_from_a_notice_and_faults_stand_beside_their_fields()
    {
        using var officer = await OfficerAsync();
        var form = (await officer.GetAsync(world.Path("/leads/new?notice={silent}"))).Must(200);
        Assert.Equal(WatchedServer.Title, form.One("#lead-work-title").GetAttribute("value"));
        var refused = (await officer.PostFormAsync(form, "lead", ("source", "complaint"))).Must(400);
        Assert.NotEmpty(refused.Html.QuerySelectorAll("#lead-channel-fault"));
        Assert.Equal(WatchedServer.Title, refused.One("#lead-work-title").GetAttribute("value"));
        var entered = await officer.FollowAsync(
            await officer.PostFormAsync(refused, "lead", ("source", "complaint"), ("channel", "phone")));
        Assert.Contains("The lead is entered.", entered.Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("Complaint · Phone", entered.Text, StringComparison.Ordinal);
        Assert.Contains("Watched Video", entered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_are_accepted_settled_refused_with_a_reason_and_given_on()
    {
        var county = await world.Server.RegulatorAsync("CN-530102");
        using var officer = await OfficerAsync();
        var accepted = await LeadAsync(officer);
        var page = await officer.FollowAsync(await officer.PostFormAsync(accepted, "accept"));
        Assert.Contains("The lead is accepted.", page.Must(200).Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.Html.QuerySelectorAll("form#open-case"));
        page = await officer.FollowAsync(await officer.PostFormAsync(page, "closure", ("outcome", "removed at once")));
        Assert.Contains("removed at once", page.Must(200).Text, StringComparison.Ordinal);

        var lead = await LeadAsync(officer);
        var without = (await officer.PostFormAsync(lead, "refuse", ("reason", null))).Must(400);
        Assert.NotEmpty(without.Html.QuerySelectorAll("#refuse-reason-fault"));
        page = await officer.FollowAsync(await officer.PostFormAsync(lead, "refuse", ("reason", "licensed")));
        Assert.Contains("licensed", page.Must(200).Text, StringComparison.Ordinal);

        lead = await LeadAsync(officer);
        Assert.Equal(
            [$"{county.Id}"],
            lead.Html.QuerySelectorAll("#hand-down-to option").Select(o => o.GetAttribute("value")));
        (await officer.PostFormAsync(lead, "hand-down", ("to", $"{county.Id}"))).MustLeadTo("/console/leads");
        page = (await officer.GetAsync(lead.Path)).Must(200);
        Assert.Contains("Hand down", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("form#accept"));

        lead = await LeadAsync(officer);
        (await officer.PostFormAsync(lead, "hand-over", ("to", $"{world.Elsewhere.Id}"), ("reason", "its platform")))
            .MustLeadTo("/console/leads");
        Assert.Contains("its platform", (await officer.GetAsync(lead.Path)).Must(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_is_saved_and_deleted()
    {
        using var officer = await OfficerAsync();
        var form = (await officer.GetAsync(world.Path("/watches/new"))).Must(200);
        var refused = (await officer.PostFormAsync(
            form, "watch", ("name", "Slow"), ("threshold.value:number", "soon"))).Must(400);
        Assert.NotEmpty(refused.Html.QuerySelectorAll("#watch-threshold-value-fault"));
        var page = await officer.FollowAsync(await officer.PostFormAsync(
            form, "watch", ("name", "Slow"), ("threshold.value:number", "0.9"),
            ("query.platform", $"{world.Platform.Id}")));
        Assert.Contains("Below 90.0 %", page.Must(200).Text, StringComparison.Ordinal);
        (await officer.PostFormAsync(page, "delete")).MustLeadTo("/console/watches");
        (await officer.GetAsync(page.Path)).Must(404);
        Assert.Equal(WatchedServer.Title, Assert.Single((await officer.GetAsync("/console/watches")).Rows())[0]);
    }

    private Task<Browser> OfficerAsync() => Browser.OpenAsync(world.Server, world.OfficerKey);

    /// <summary>The page of a lead that waits.</summary>
    private async Task<Seen> LeadAsync(Browser officer) =>
        (await officer.GetAsync($"/console/leads/{await world.EnterLeadAsync()}")).Must(200);
}
