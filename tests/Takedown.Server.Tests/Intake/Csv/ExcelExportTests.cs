using System.Text;
using Takedown.Server.Tests.Docker;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>A table of 3,000 rows as an agency exports it, and the templates.</summary>
public sealed class ExcelExportTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>
    /// Saved as CSV by a Chinese spreadsheet: GBK, Chinese headings, accounts as @handles, an own column of the agency,
    /// empty columns and rows.
    /// </summary>
    private const string File = "tests/Takedown.Server.Tests/Intake/Files/excel-export.gbk.csv";

    [Fact]
    public async Task The_export_goes_in_at_the_first_try()
    {
        await server.PlatformAsync("video.example");
        var claimant = await server.ClaimantAsync();
        var body = await System.IO.File.ReadAllBytesAsync(Path.Combine(Repository.Root, File));
        var batch = (await claimant.Api.SendAsync(
            HttpMethod.Post, "/v1/batches?unknown=metadata", body, Bodies.Csv)).Must(202);
        Assert.Equal((3000, 3000, 0, 0), batch.Counts());
        var first = (await claimant.NoticesAsync($"&batch={batch.Id()}"))[0]["id"]!.GetValue<Guid>();
        var notice = (await claimant.NoticeAsync(first))["notice"]!;
        Assert.Equal("1", notice["clientRef"]!.GetValue<string>());
        Assert.Equal("昵称1", notice["target"]!["account"]!["name"]!.GetValue<string>());

        // The own column is refused where nobody asked to keep it.
        var refused = (await claimant.SendBatchAsync(body, Bodies.Csv)).Must(400);
        Assert.Equal("field.unknown", refused.Faults.Single().Code);
        Assert.Contains("发现时间", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "作品名称", "侵权链接")]
    [InlineData("en", "Work title", "Infringing URL")]
    public async Task A_template_filled_in_is_accepted(string language, string title, string url)
    {
        var host = Bodies.NewHost("template");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var bytes = await claimant.Api.Client.GetByteArrayAsync(
            new Uri($"/v1/templates/notices.csv?lang={language}", UriKind.Relative));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var heading = Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split(',');
        Assert.Equal(heading.Length, heading.Distinct(StringComparer.Ordinal).Count());
        var row = heading.Select(h => h == title ? "A" : h == url ? $"https://{host}/1"
            : h is "证据哈希值" or "Evidence SHA-256" ? Sample.Sha256 : "");
        byte[] filled = [.. bytes, .. Encoding.UTF8.GetBytes(string.Join(',', row) + "\r\n")];
        Assert.Equal(["accepted"], (await claimant.SendBatchAsync(filled, Bodies.Csv)).Must(202).Statuses());
    }

    [Fact]
    public async Task The_template_comes_in_the_language_of_the_reader_and_in_no_other_than_the_two()
    {
        var claimant = await server.ClaimantAsync();
        var chinese = await claimant.Api.GetAsync("/v1/templates/notices.csv", ("Accept-Language", "zh"));
        Assert.Contains("作品名称", chinese.Must(200).Body, StringComparison.Ordinal);
        Assert.Equal("text/csv", chinese.MediaType);
        Assert.Equal(
            [("?lang", "value.unknown")],
            (await claimant.Api.GetAsync("/v1/templates/notices.csv?lang=fr")).Must(400).Faults);
    }
}
