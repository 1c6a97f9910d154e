using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>A file for a register: shown first, then applied as it was shown.</summary>
public sealed class RegisterImportTests(OfficeServer office) : IClassFixture<OfficeServer>
{
    private const string Page = "/console/registers/apps/import";

    [Fact]
    public async Task A_file_is_shown_with_its_refused_rows_and_then_applied()
    {
        using var officer = await office.OfficerAsync();
        var shown = (await SendAsync(officer, "name,package\nOne,com.example.one\n,com.example.two\n")).Must(200);
        Assert.Contains("3/name", shown.Text, StringComparison.Ordinal);
        Assert.Empty((await officer.GetAsync("/console/registers/apps")).Must(200).Rows());
        var whole = (await officer.SendAsync(HttpMethod.Post, Page, Again(shown))).Must(400);
        Assert.Contains("/3/name", whole.Text, StringComparison.Ordinal);
        var applied = await officer.FollowAsync(
            await officer.SendAsync(HttpMethod.Post, Page, Again(shown, ("partial", "true"))));
        Assert.Contains("1 added", applied.One(".said").TextContent, StringComparison.Ordinal);
        Assert.Equal("One", Assert.Single(applied.Rows())[0]);
    }

    [Fact]
    public async Task Another_file_than_the_one_that_was_shown_is_not_applied()
    {
        using var officer = await office.OfficerAsync();
        var shown = (await SendAsync(officer, "name,package\nShown,com.example.shown\n")).Must(200);
        var other = Convert.ToBase64String(Encoding.UTF8.GetBytes("name,package\nOther,com.example.other\n"));
        var refused = (await officer.SendAsync(HttpMethod.Post, Page, Again(shown, ("kept", other)))).Must(400);
        Assert.Contains("another file", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await officer.GetAsync("/console/registers/apps")).Must(200).Rows(), r => r[0] is "Shown" or "Other");
    }

    [Fact]
    public async Task No_file_and_a_file_that_is_no_table_are_said_in_words()
    {
        using var officer = await office.OfficerAsync();
        var none = (await officer.PostFormAsync(await officer.GetAsync(Page), Page)).Must(400);
        Assert.Contains("Choose a file", none.Text, StringComparison.Ordinal);
        (await SendAsync(officer, "no such heading\nx\n")).Must(400);
    }

    [Fact]
    public async Task The_download_is_what_an_import_reads_and_a_row_keeps_its_versions()
    {
        using var officer = await office.OfficerAsync();
        var added = await officer.FollowAsync(await OfficeServer.DoAsync(
            officer, "/console/registers/hosting-providers/new", "row", ("fields.name", "<b>Host</b>"),
            ("fields.operator", "O")));
        Assert.Equal("<b>Host</b>", added.Must(200).One("h1").TextContent);
        await officer.PostFormAsync(added, "change", ("fields.operator", "Other"));
        var changed = (await officer.GetAsync(added.Path)).Must(200);
        Assert.Contains("Version 2", changed.Text, StringComparison.Ordinal);
        var file = (await officer.GetAsync("/console/registers/hosting-providers/download", "en")).Must(200);
        Assert.Equal("text/csv", file.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("<b>Host</b>,Other", file.Body, StringComparison.Ordinal);
        await officer.PostFormAsync(changed, "removal", ("reason", "closed"));
        Assert.Contains("was removed", (await officer.GetAsync(added.Path)).Must(200).Text, StringComparison.Ordinal);
    }

    private static async Task<Seen> SendAsync(Browser browser, string csv) => await browser.PostFileAsync(
        await browser.GetAsync(Page), Page, "file", "apps.csv", Encoding.UTF8.GetBytes(csv));

    /// <summary>The form that applies what was shown; its hidden fields carry the file.</summary>
    private static MultipartFormDataContent Again(Seen shown, params (string Name, string Value)[] more)
    {
        var content = new MultipartFormDataContent();
        var fields = shown.Form(Page).QuerySelectorAll("input[type=hidden]")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "",
                StringComparer.Ordinal);
        foreach (var (name, value) in more) fields[name] = value;
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        return content;
    }
}
