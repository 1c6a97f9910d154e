using System.Globalization;
using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>A file of notices through the console: tried, sent, mended.</summary>
public sealed class UploadTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Heading = "clientRef,work.title,work.type,target.url,evidence.sha256";
    private const string Script = "<script>alert(1)</script>";

    [Theory]
    [InlineData("en", "1,997 would be accepted", "3 would be refused", "3 mended rows were sent")]
    [InlineData("zh-CN", "可受理 1,997 行", "不予受理 3 行", "已将 3 行修改后的内容作为新批次提交")]
    public async Task A_table_of_2000_rows_is_tried_sent_and_its_three_bad_rows_are_mended(
        string language, string accepted, string refused, string mended)
    {
        var (claimant, host) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        browser.Language = language;
        var file = Table(Enumerable.Range(0, 2000).Select(i => i is 10 or 500 or 1999
            ? Row($"R-{i}", $"Song {i}", "not-a-url") : Row($"R-{i}", $"Song {i}", $"https://{host}/{language}/{i}")));

        var page = (await browser.GetAsync("/console/upload")).Must(200);
        var tried = (await browser.PostFileAsync(page, "upload", "file", "songs.csv", file)).Must(200);
        Assert.Contains(accepted, tried.Text, StringComparison.Ordinal);
        Assert.Contains(refused, tried.Text, StringComparison.Ordinal);
        // The heading is row 1, as in the spreadsheet.
        Assert.Equal(["12", "502", "2001"], tried.Rows("#upload-answer > .table table").Select(r => r[0]));
        Assert.Contains(host, Assert.Single(tried.Rows("#upload-preflight table"))[0], StringComparison.Ordinal);
        Assert.Empty((await claimant.Api.GetAsync("/v1/batches")).Must(200).Items);

        var sent = await browser.PostFileAsync(tried, "upload", "file", "songs.csv", file);
        var batch = (await browser.FollowAsync(sent.Must(302))).Must(200);
        Assert.Equal(3, batch.Html.QuerySelectorAll("#mend fieldset").Length);
        var fixes = Enumerable.Range(0, 3).Select(i =>
            ($"notices.{i}.target.url", (string?)$"https://{host}/{language}/mended/{i}")).ToArray();
        var table = (await browser.GetAsync(
            batch.Links.Single(l => l.EndsWith("failed.csv", StringComparison.Ordinal)))).Must(200);
        Assert.Equal(4, table.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var again = await browser.PostFormAsync(batch, "mend", fixes);
        var second = (await browser.FollowAsync(again.Must(302))).Must(200);
        Assert.Contains(mended, second.Text, StringComparison.Ordinal);
        Assert.Equal(2000, (await claimant.NoticesAsync()).Count);
        // The same form once more is the same batch.
        Assert.Equal(again.Location, (await browser.PostFormAsync(batch, "mend", fixes)).Location);
        Assert.Equal(2, (await claimant.Api.GetAsync("/v1/batches")).Must(200).Items.Count);
    }

    [Fact]
    public async Task What_is_written_in_a_file_is_shown_as_text()
    {
        var (claimant, _) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var file = Table([Row(Script, Script, "javascript:alert(1)")]);
        var page = await browser.GetAsync("/console/upload");
        var tried = (await browser.PostFileAsync(page, "upload", "file", $"{Script}.csv", file)).Must(200);
        Assert.Contains(Script, tried.Text, StringComparison.Ordinal);
        var sent = await browser.PostFileAsync(page, "upload", "file", "x.csv", file, ("mode", "send"));
        var batch = (await browser.FollowAsync(sent.Must(302))).Must(200);
        Assert.Contains(Script, batch.One("#mend input[name='notices.0.work.title']").GetAttribute("value"),
            StringComparison.Ordinal);
        foreach (var seen in new[] { tried, batch })
            Assert.Empty(seen.Html.QuerySelectorAll("script:not([src]), a[href^='javascript']"));
    }

    [Fact]
    public async Task A_column_that_is_not_known_is_named()
    {
        var (claimant, host) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var file = Encoding.UTF8.GetBytes($"{Heading},shelf\n{Row("A", "B", $"https://{host}/1")},7\n");
        var page = await browser.GetAsync("/console/upload");
        var refused = (await browser.PostFileAsync(page, "upload", "file", "x.csv", file)).Must(400);
        Assert.Contains("shelf: not known", refused.Text, StringComparison.Ordinal);
        Assert.Contains("work.title: known", refused.Text, StringComparison.Ordinal);
        var kept = await browser.PostFileAsync(page, "upload", "file", "x.csv", file, ("unknown", "metadata"));
        Assert.Contains("1 would be accepted", kept.Must(200).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notices.exe", "MZ")]
    [InlineData("", "x")]
    [InlineData("notices.json", "[1,2")]
    [InlineData("notices.csv", "\u0000\u0001\u0002")]
    [InlineData("notices.json", "{\"notices\":{}}")]
    public async Task A_hostile_file_is_refused_in_words_and_stores_nothing(string name, string content)
    {
        var (claimant, _) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = await browser.GetAsync("/console/upload");
        var bytes = Encoding.Latin1.GetBytes(content);
        var refused = name.Length == 0
            ? await browser.PostFileAsync(page, "upload", "other", "other", bytes, ("mode", "send"))
            : await browser.PostFileAsync(page, "upload", "file", name, bytes, ("mode", "send"));
        Assert.InRange(refused.Status, 400, 499);
        Assert.NotEmpty(refused.One("#upload-answer .problem").TextContent.Trim());
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Fact]
    public async Task A_file_above_every_limit_of_a_form_streams_through()
    {
        var (claimant, host) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var line = Bodies.Line(new
        {
            work = new { title = "x", type = "music" }, target = new { url = $"https://{host}/big" },
            explanation = new string('x', 200_000),
        });
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 170)));
        Assert.True(file.Length > 30_000_000);
        var page = await browser.GetAsync("/console/upload");
        var tried = (await browser.PostFileAsync(page, "upload", "file", "big.ndjson", file)).Must(200);
        Assert.Contains("170 rows", tried.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_told()
    {
        var (claimant, host) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = await browser.GetAsync("/console/upload");
        var token = page.One("#upload input[name=_token]").GetAttribute("value");
        // The last boundary is missing.
        var body = new StringContent(
            $"--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n"
            + $"{Heading}\n{Row("A", "B", $"https://{host}/1")}\nB,C,mus");
        body.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        var answer = (await browser.SendAsync(HttpMethod.Post, "/console/upload", body)).Must(400);
        Assert.NotEmpty(answer.One("#upload-answer .problem").TextContent.Trim());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Without_its_token_nothing_is_read(string? token)
    {
        var (claimant, host) = await NewAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = await browser.GetAsync("/console/upload");
        (await browser.PostFileAsync(page, "upload", "file", "x.csv", Table([Row("A", "B", $"https://{host}/1")]),
            ("_token", token), ("mode", "send"))).Must(400);
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Fact]
    public async Task Batches_are_their_claimants_alone()
    {
        var (claimant, host) = await NewAsync();
        var batch = await claimant.SubmitManyAsync([Sample.Notice($"https://{host}/1")]);
        using var other = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        using var platform = await Browser.OpenAsync(server, (await server.PlatformAsync(Bodies.NewHost())).Key);
        foreach (var path in new[] { "", "/failed.csv", "/failed.ndjson", "/results.csv" })
        {
            (await other.GetAsync($"/console/batches/{batch}{path}")).Must(404);
            (await platform.GetAsync($"/console/batches/{batch}{path}")).Must(403);
        }
        (await platform.GetAsync("/console/upload")).Must(403);
        Assert.DoesNotContain($"{batch}", (await other.GetAsync("/console/batches")).Must(200).Body,
            StringComparison.Ordinal);
        using var own = await Browser.OpenAsync(server, claimant.Key);
        Assert.Contains($"/console/batches/{batch}", (await own.GetAsync("/console/batches")).Must(200).Links);
        Assert.Contains($"/console/batches/{batch}", (await own.GetAsync("/console")).Must(200).Links);
    }

    private async Task<(Organisation Claimant, string Host)> NewAsync()
    {
        var host = Bodies.NewHost();
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }

    private static string Row(string reference, string title, string url) =>
        $"{reference},{title},music,{url},{Sample.Sha256}";

    private static byte[] Table(IEnumerable<string> rows) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Heading}\n{string.Join('\n', rows)}\n"));
}
