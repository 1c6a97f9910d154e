using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>A case on the screen: opened, its steps taken and approved, and what refuses them.</summary>
public sealed class CaseScreenTests(OfficeServer office) : IClassFixture<OfficeServer>
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task A_case_is_opened_and_what_was_typed_is_text()
    {
        using var officer = await office.OfficerAsync();
        var opened = await OfficeServer.DoAsync(
            officer, "/console/cases/new", "case", ("title", Script), ("item", "item"), ("parties.0.name", Script),
            ("targets.0.url", "https://pirate.example/"), ("workTypes:list", "film-tv, music"));
        var page = (await officer.FollowAsync(opened)).Must(200);
        Assert.Equal(Script, page.One("h1").TextContent);
        Assert.Empty(page.Html.QuerySelectorAll("main script"));
        Assert.DoesNotContain(page.Links, l => l.Contains("pirate.example", StringComparison.Ordinal));
        Assert.Equal("Accepted", page.One(".ladder .now").FirstChild!.TextContent.Trim());
        var list = (await officer.GetAsync("/console/cases?state=accepted")).Must(200);
        Assert.Contains(list.Rows(), r => r[1] == Script);
    }

    [Fact]
    public async Task What_a_form_lacks_is_said_beside_its_field_and_what_was_typed_stays()
    {
        using var officer = await office.OfficerAsync();
        var refused = (await OfficeServer.DoAsync(
            officer, "/console/cases/new", "case", ("title", "Kept"), ("item", "item"), ("parties.0.name", "P"),
            ("parties.0.uscc", "short"))).Must(400);
        Assert.Equal("Kept", refused.One("#case-title").GetAttribute("value"));
        Assert.Equal("true", refused.One("#case-parties-0-uscc").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task One_more_party_and_one_more_target_are_rows_of_the_form_and_what_was_typed_stays()
    {
        using var officer = await office.OfficerAsync();
        var form = (await officer.GetAsync("/console/cases/new")).Must(200);
        Assert.Empty(form.Html.QuerySelectorAll("[name='parties.2.name'], [name='targets.1.url']"));
        var more = (await officer.PostFormAsync(
            form, "case", ("title", "Kept"), ("parties.0.name", "P1"), ("_more", "parties"))).Must(200);
        Assert.Equal("Kept", more.One("#case-title").GetAttribute("value"));
        Assert.Empty(more.Html.QuerySelectorAll("#case .problem"));
        more = (await officer.PostFormAsync(more, "case", ("parties.2.name", "P3"), ("_more", "targets"))).Must(200);
        Assert.Equal("P3", more.One("#case-parties-2-name").GetAttribute("value"));
        var opened = await officer.PostFormAsync(
            more, "case", ("item", "item"), ("targets.0.url", "https://one.example/"),
            ("targets.1.url", "https://two.example/"));
        var page = (await officer.FollowAsync(opened)).Must(200);
        foreach (var said in new[] { "P1", "P3", "https://one.example/", "https://two.example/" })
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_guard_says_all_that_is_missing()
    {
        var id = await office.CaseAsync(office.Officer);
        using var officer = await office.OfficerAsync();
        var refused = (await OfficeServer.DoAsync(
            officer, $"/console/cases/{id}?do=step&step=penalty", "step", ("text", "facts"), ("recipient", null)))
            .Must(409);
        foreach (var said in new[]
        {
            "The case must be filed first.", "The party must be told of the intended penalty first.",
            "It must name its legal basis.", "It must name to whom it is addressed.",
        })
            Assert.Contains(said, refused.Text, StringComparison.Ordinal);
        Assert.Equal("facts", refused.One("#step-text").TextContent);
    }

    [Fact]
    public async Task A_second_person_approves_and_the_first_and_the_organisation_cannot()
    {
        var id = await office.CaseAsync(office.Officer);
        using var officer = await office.OfficerAsync();
        await OfficeServer.DoAsync(
            officer, $"/console/cases/{id}?do=step&step=rectification-order", "step", ("basis", "law"));
        var page = (await officer.GetAsync($"/console/cases/{id}")).Must(200);
        var form = OfficeServer.FormOf(page, "approve-");
        var same = (await officer.PostFormAsync(page, form, ("approved:flag", "true"))).Must(409);
        Assert.Contains("not the one who asked", same.Text, StringComparison.Ordinal);
        using var own = await Browser.OpenAsync(office.Server, office.Body.Key);
        var refused = (await own.PostFormAsync(
            await own.GetAsync($"/console/cases/{id}"), form, ("approved:flag", "true"))).Must(403);
        Assert.Contains("A person decides this", refused.Text, StringComparison.Ordinal);
        using var head = await office.HeadAsync();
        head.Language = "zh-CN";
        var approved = await head.FollowAsync(await head.PostFormAsync(
            await head.GetAsync($"/console/cases/{id}"), form, ("approved:flag", "true")));
        Assert.Equal("审批意见已记录。", approved.One(".said").TextContent);
        Assert.StartsWith("已责令改正", approved.One(".ladder .now").TextContent.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(approved.Html.QuerySelectorAll("time[data-due]"));
    }

    [Fact]
    public async Task A_transfer_goes_from_its_preparation_to_the_approval_of_the_head()
    {
        var id = await office.CaseAsync(office.Officer);
        using var officer = await office.OfficerAsync();
        var prepared = await officer.FollowAsync(await OfficeServer.DoAsync(
            officer, $"/console/cases/{id}?do=transfer", "transfer", ("basis", "a crime")));
        var approve = prepared.Links.Single(l => l.Contains("act=approve", StringComparison.Ordinal)).Split('#')[0];
        using var head = await office.HeadAsync();
        var page = (await head.GetAsync(approve)).Must(200);
        var form = OfficeServer.FormOf(page, "transfer-");
        var after = await head.FollowAsync(await head.PostFormAsync(page, form));
        Assert.Contains("Send transfer", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restricted_data_are_read_on_demand_and_each_read_is_shown()
    {
        var id = await office.CaseAsync(office.Officer);
        using var officer = await office.OfficerAsync();
        await OfficeServer.DoAsync(
            officer, $"/console/cases/{id}/trace", "trace", ("addresses.0", "Road 1"), ("ips:list", "192.0.2.1"));
        var before = (await officer.GetAsync($"/console/cases/{id}/trace")).Must(200);
        Assert.DoesNotContain("Road 1", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Trace read", before.Text, StringComparison.Ordinal);
        var read = (await officer.GetAsync($"/console/cases/{id}/trace?show=true")).Must(200);
        Assert.Contains("Road 1", read.Text, StringComparison.Ordinal);
        Assert.Contains("Trace read", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_is_a_file_and_the_case_prints_without_its_forms()
    {
        var id = await office.CaseAsync(office.Officer);
        using var officer = await office.OfficerAsync();
        var file = (await officer.GetAsync($"/console/cases/{id}/package")).Must(200);
        Assert.Equal("application/zip", file.ContentHeaders.ContentType!.MediaType);
        Assert.StartsWith("PK", file.Body, StringComparison.Ordinal);
        var page = (await officer.GetAsync($"/console/cases/{id}")).Must(200);
        Assert.Contains("Case file", page.One(".print").TextContent, StringComparison.Ordinal);
        Assert.All(page.Html.QuerySelectorAll("main nav"), nav => Assert.Contains("no-print", nav.ClassList));
    }
}
