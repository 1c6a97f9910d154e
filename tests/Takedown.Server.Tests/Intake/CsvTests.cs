using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Notices as a table, with everything that spreadsheets do to one.</summary>
public sealed class CsvTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Header = "clientRef,target.url,work.title,work.type,evidence.sha256";

    private static string Row(string url, string title = "A") => $"r,{url},{title},music,{Sample.Sha256}";

    [Fact]
    public async Task Every_column_reaches_its_field()
    {
        var platform = await server.PlatformAsync(
            "columns.example", new { regimes = new[] { "us-dmca", "cn-copyright" } });
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            "clientRef,regime,ipType,infringement,signature,explanation,statements,measures,work.title,work.type,"
            + "work.registrationNo,target.url,target.type,"
            + "target.account,target.locator,rightsHolder.name,rightsHolder.kind,rightsHolder.contact,"
            + "rightsHolder.email,rightsHolder.phone,"
            + "rightsHolder.address,rightsHolder.country,evidence.kind,evidence.sha256,evidence.url\r\n"
            + "ref-1,us-dmca,copyright,full-copy,/s/ Li,because,truth|good-faith | "
            + "perjury,delete|account-action,T,film-tv,REG-1,https://columns.example/1,url,"
            + "acc-1,01:02,Name Ltd,company,fax 1,a@b.example,+86 (10) 1234-5678,Street 1,CN,screenshot,"
            + Sample.Sha256
            + ",https://evidence.example/1\r\n", Bodies.Csv)).Must(202);
        Assert.Equal(["accepted"], answer.Statuses());

        var notice = (await claimant.NoticeAsync(answer.NoticeId()))["notice"]!;
        Assert.Equal(
            """
            {"clientRef":"ref-1","regime":"us-dmca","ipType":"copyright","work":{"title":"T",
            "type":"film-tv","registrationNo":"REG-1"},"target":{"url":"https://columns.example/1",
            "type":"url","account":{"id":"acc-1"},"locator":"01:02"},"infringement":"full-copy",
            "rightsHolder":{"name":"Name Ltd","kind":"company","contact":"fax 1","email":"a@b.example",
            "phone":"+86 (10) 1234-5678","address":"Street 1","country":"CN"},"statements":["truth",
            "good-faith","perjury"],"signature":"/s/ Li","explanation":"because",
            "evidence":[{"kind":"screenshot",
            "sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "url":"https://evidence.example/1"}],"measures":["delete","account-action"]}
            """.ReplaceLineEndings(""),
            notice.ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(platform.Id, (await claimant.NoticeAsync(answer.NoticeId()))["platformId"]!.GetValue<Guid>());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Quotes_commas_line_breaks_and_a_byte_order_mark_are_read_as_they_are_meant(string end)
    {
        var host = $"quotes{end.Length}.example";
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var text = "\uFEFF" + Header + ",explanation" + end
            + Row($"https://{host}/1") + ",\"He said \"\"七里香\"\", twice\nand left\"" + end
            + Row($"\"https://{host}/2\"") + ",";
        var answer = (await claimant.SendBatchAsync(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8")).Must(202);
        Assert.Equal(["accepted", "accepted"], answer.Statuses());
        Assert.Equal("He said \"七里香\", twice\nand left",
            (await claimant.NoticeAsync(answer.NoticeId()))["notice"]!["explanation"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("work.title,evidence.sha256", "csv.columns")]
    [InlineData("target.url,wrok.title,nonsense", "field.unknown field.unknown")]
    [InlineData("target.url,work.title,target.url", "field.twice")]
    [InlineData("target.url,Work.Title,work.title", "field.twice")]
    [InlineData("target.url,侵权链接,work.title", "field.twice")]
    public async Task A_header_that_does_not_fit_refuses_the_file_with_all_its_faults(string header, string codes)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(header + "\na,b,c\n", Bodies.Csv)).Must(400);
        Assert.Equal(codes.Split(' '), answer.Faults.Select(f => f.Code));
        if (codes.StartsWith("field.unknown field", StringComparison.Ordinal))
            Assert.Contains("wrok.title", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_is_told_of_each_row_by_its_field()
    {
        await server.PlatformAsync("missing.example");
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            "target.url\nhttps://missing.example/1\nhttps://missing.example/2\n", Bodies.Csv)).Must(202);
        Assert.All(
            [0, 1],
            i => Assert.Equal(["/work/title field.required", "/evidence evidence.required"], answer.ItemFaults(i)));
    }

    [Fact]
    public async Task A_row_of_too_many_or_too_few_cells_spoils_only_itself()
    {
        await server.PlatformAsync("ragged.example");
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            $"{Header}\n{Row("https://ragged.example/1")},extra\na,b\n{Row("https://ragged.example/2")}\n", Bodies.Csv))
                .Must(202);
        Assert.Equal(["rejected", "rejected", "accepted"], answer.Statuses());
        Assert.Equal([" csv.row"], answer.ItemFaults(0));
        Assert.Equal([" csv.row"], answer.ItemFaults(1));
    }

    [Fact]
    public async Task The_resend_file_has_a_line_a_row()
    {
        await server.PlatformAsync("resent-rows.example");
        var claimant = await server.ClaimantAsync();
        var batch = (await claimant.SendBatchAsync(
            $"{Header}\n{Row("https://resent-rows.example/1", "")}\nr2,x\n", Bodies.Csv)).Must(202);
        Assert.Equal(["rejected", "rejected"], batch.Statuses());
        Assert.Equal(["r", "r2"], batch.Results().Select(r => r!["clientRef"]!.GetValue<string>()));
        var resend = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body;
        Assert.Equal(2, resend.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task All_faults_of_a_row_are_told_together()
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            "target.url,work.title,evidence.capturedAt,platformId\nftp://x.example/1,A,today,zz\n",
                Bodies.Csv)).Must(202);
        Assert.Equal(
            ["/evidence/0/capturedAt field.type", "/platformId field.type", "/evidence/0/sha256 field.required"],
            answer.ItemFaults().Take(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public async Task A_file_without_a_header_is_told_so(string body)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal("csv.header", (await claimant.SendBatchAsync(body, Bodies.Csv)).Must(400).Faults.Single().Code);
    }

    [Fact]
    public async Task A_header_without_end_is_refused_as_too_large()
    {
        var claimant = await server.ClaimantAsync();
        var answer =
            (await claimant.SendBatchAsync("target.url," + new string('x', 600_000) + "\n", Bodies.Csv)).Must(413);
        Assert.Equal("notice.too-large", answer.Faults.Single().Code);
    }
}
