using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>The monthly form on the screen, from its draft to its submission.</summary>
public sealed class FormScreenTests(OfficeServer office) : IClassFixture<OfficeServer>
{
    [Fact]
    public async Task A_form_is_drafted_checked_by_another_person_signed_by_the_head_and_submitted()
    {
        var form = $"/console/forms?month={await MonthAsync(-1)}";
        using var officer = await office.OfficerAsync();
        using var head = await office.HeadAsync();
        await DoneAsync(officer, $"{form}&do=draft", "draft", ("phone", "0692-123"));
        await DoneAsync(
            officer, $"{form}&do=figure&figure=counter-notices", "figure", ("value:number", "7"), ("note", "by hand"));
        var summary = await DoneAsync(officer, $"{form}&do=summary", "summary", ("text", "<b>Summary</b>"));
        Assert.Contains("<b>Summary</b>", summary.Text, StringComparison.Ordinal);
        var same = (await OfficeServer.DoAsync(officer, $"{form}&do=check", "check")).Must(409);
        Assert.Contains("not the one who asked", same.Text, StringComparison.Ordinal);
        await DoneAsync(head, $"{form}&do=check", "check");
        (await OfficeServer.DoAsync(officer, $"{form}&do=sign", "sign")).Must(403);
        await DoneAsync(head, $"{form}&do=sign", "sign");
        var submitted = await DoneAsync(head, $"{form}&do=submit", "submit");
        Assert.Contains("Submitted", submitted.Text, StringComparison.Ordinal);
        Assert.Equal("7", submitted.One("#counter-notices td:nth-child(2)").TextContent.Trim());
        Assert.Contains("0692-123", submitted.One("div.print table").TextContent, StringComparison.Ordinal);
        Assert.Empty(submitted.Html.QuerySelectorAll("#do form"));
    }

    [Fact]
    public async Task A_figure_opens_what_is_behind_it_and_the_form_is_a_file_too()
    {
        var month = await MonthAsync(0);
        var id = await office.CaseAsync(office.Officer, "A case");
        using var officer = await office.OfficerAsync();
        using var head = await office.HeadAsync();
        await OfficeServer.DoAsync(officer, $"/console/cases/{id}?do=step&step=filing", "step");
        var page = (await head.GetAsync($"/console/cases/{id}")).Must(200);
        var form = OfficeServer.FormOf(page, "approve-");
        await head.PostFormAsync(page, form, ("approved:flag", "true"));
        var figure = (await officer.GetAsync($"/console/forms/{month}/figures/cases-filed")).Must(200);
        Assert.NotEmpty(figure.Rows());
        var rows = (await officer.GetAsync($"/console/forms/{month}/cases")).Must(200);
        Assert.Contains(rows.Rows(), r => r[2] == "A case");
        var file = (await officer.GetAsync($"/console/forms/{month}/csv", "en")).Must(200);
        Assert.Equal("text/csv", file.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("cases-filed", file.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_above_returns_a_form_or_accepts_it_and_then_it_is_corrected()
    {
        var month = await MonthAsync(-1);
        var (head, _) = await office.Server.PersonOfAsync(office.County, "head", "Zhao Li");
        using var officer = await office.OfficerAsync();
        await SubmitAsync(head, month);
        var seen = (await officer.GetAsync($"/console/forms?month={month}")).Must(200);
        var below = seen.Links.Single(l => l.Contains($"{office.County.Id}", StringComparison.Ordinal)
            && l.StartsWith("/console/forms?", StringComparison.Ordinal));
        var returned = await DoneAsync(officer, $"{below}&do=return", "return", ("reason", "<b>Wrong</b>"));
        Assert.Contains("<b>Wrong</b>", returned.Text, StringComparison.Ordinal);
        await SubmitAsync(head, month);
        var accepted = await DoneAsync(officer, $"{below}&do=accept", "accept");
        Assert.Contains("Locked", accepted.Text, StringComparison.Ordinal);
        using var county = await Browser.OpenAsync(
            office.Server, office.CountyOfficer.Client.DefaultRequestHeaders.Authorization!.Parameter!);
        var corrected = await DoneAsync(
            county, $"/console/forms?month={month}&do=correct", "correct", ("figure", "talks-held"),
            ("value:number", "3"), ("reason", "counted again"));
        Assert.Equal("3", corrected.One("#talks-held ins").TextContent);
        Assert.Contains("counted again", corrected.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_to_come_is_said_beside_the_choice_of_the_month()
    {
        using var officer = await office.OfficerAsync();
        var page = (await officer.GetAsync("/console/forms?month=2098-01")).Must(400);
        Assert.Contains("The month has not begun", page.Text, StringComparison.Ordinal);
        Assert.Equal("2098-01", page.One("input[name=month]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_summary_has_at_most_2000_characters()
    {
        using var officer = await office.OfficerAsync();
        var refused = (await OfficeServer.DoAsync(
            officer, $"/console/forms?month={await MonthAsync(0)}&do=summary", "summary",
            ("text", new string('x', 2001)))).Must(400);
        Assert.Equal("true", refused.One("#summary-text").GetAttribute("aria-invalid"));
    }

    private static async Task<Seen> DoneAsync(
        Browser browser, string path, string form, params (string Name, string? Value)[] fields) =>
        (await browser.FollowAsync(await OfficeServer.DoAsync(browser, path, form, fields))).Must(200);

    /// <summary>Drafts, checks, signs and submits the form of the county.</summary>
    private async Task SubmitAsync(Api head, string month)
    {
        var path = $"/v1/reports/monthly/{month}";
        (await office.CountyOfficer.PutAsync(path, new { phone = "1" })).Must(200);
        foreach (var act in new[] { "check", "signature", "submission" })
            (await head.PostAsync($"{path}/{act}", new { })).Must(200);
    }

    private async Task<string> MonthAsync(int from) => (await office.Server.NowAsync()).ToOffset(TimeSpan.FromHours(8))
        .AddMonths(from).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
