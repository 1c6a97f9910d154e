using System.Text;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Intake.Csv;

namespace Takedown.Server.Tests.Intake;

/// <summary>What comes back to people: rows, reasons, and a file to correct and send again.</summary>
public sealed class ResendTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_result_names_its_row_also_where_rows_are_no_items()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"sep=,\n{Files.Header}\n{Files.Row($"https://{host}/1")}\n,,,,\n{Files.Row($"https://{host}/2")}\n"
            + $"{Files.Row($"https://{host}/3", "\"open")}\n\n\n{Files.Row($"ftp://{host}/4")}\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal([3, 5, 6, 9], Rows(batch.Results()));
        await SameEverywhereAsync(claimant, batch, [3, 5, 6, 9]);

        var lines = $"\n{Bodies.Line(Sample.Notice($"https://{host}/5"))}\n\n{{broken\n";
        var ndjson = (await claimant.SendBatchAsync(lines)).Must(202);
        Assert.Equal([2, 5], Rows(ndjson.Results()));
        await SameEverywhereAsync(claimant, ndjson, [2, 5]);

        var json = await claimant.SubmitAsync(Sample.Notice($"https://{host}/6"));
        Assert.Null(json.Results()[0]!["row"]);
    }

    [Fact]
    public async Task Rows_of_a_long_file_hold_across_chunks_and_pages()
    {
        var (claimant, host) = await SetUpAsync();
        var text = Files.Header + "\n" + string.Concat(Enumerable.Range(0, 4500).Select(i =>
            (i % 1000 == 999 ? ",,,,\n" : "") + Files.Row($"ftp://{host}/{i}") + "\n"));
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv, "k")).Must(202);
        var expected = Enumerable.Range(0, 4500).Select(i => i + 2L + ((i + 1) / 1000)).ToList();
        var all = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?format=ndjson")).Must(200).Body
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonNode.Parse(l)!["row"]!.GetValue<long>());
        Assert.Equal(expected, all);
        var page = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?after=3998&limit=2"))
            .Must(200).Items;
        Assert.Equal(expected[3999..4001], Rows(page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Results_come_as_a_table_with_the_reason_beside_the_row(string query)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"{Files.Header}\n{Files.Row($"https://{host}/1", clientRef: "=1+1")}\n{Files.Row($"ftp://{host}/2")}\n",
            Bodies.Csv)).Must(202);
        var answer = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results{query}",
            ("Accept", query.Length == 0 ? "text/csv" : "*/*"), ("Accept-Language", "zh-CN"))).Must(200);
        Assert.Equal("text/csv", answer.MediaType);
        var lines = answer.Body.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("row,index,clientRef,status,noticeId,errors,reason,metadata", lines[0]);
        Assert.Equal($"2,0,'=1+1,accepted,{batch.NoticeId()},,,", lines[1]);
        Assert.StartsWith(
            "3,1,r,rejected,,/target/url url.scheme-not-allowed,/target/url: URL 仅支持", lines[2],
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public async Task The_table_of_rejected_rows_is_corrected_and_sent_as_it_is(char separator)
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"编号,侵权链接,作品名称,证据哈希值,found\n1,https://{host}/1,A,{Sample.Sha256},x\n"
            + $"=2,ftp://{host}/2,\"@Home, \"\"x\"\"\",{Sample.Sha256},'=y\n"
            + $"3,https://{host}/3,\"open,{Sample.Sha256},\n";
        var batch = (await claimant.SendBatchAsync(
            separator == ',' ? text
                : text.Replace("@Home, ", "@Home; ", StringComparison.Ordinal).Replace(',', separator),
            Bodies.Csv, query: "?unknown=metadata")).Must(202);
        Assert.Equal(["accepted", "rejected", "rejected"], batch.Statuses());
        var bytes = await BytesAsync(claimant, $"/v1/batches/{batch.Id()}/results?status=rejected&format=resend");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"row,errors,reason,编号,侵权链接,作品名称,证据哈希值,found".Replace(',', separator), lines[0]);
        Assert.StartsWith($"3{separator}/target/url url.scheme-not-allowed", lines[1], StringComparison.Ordinal);
        Assert.Contains($"{separator}'=2{separator}", lines[1], StringComparison.Ordinal);
        Assert.Contains($"{separator}\"\"\"open\"{separator}", lines[2], StringComparison.Ordinal);

        var mended = Encoding.UTF8.GetString(bytes).Replace("ftp://", "https://", StringComparison.Ordinal)
            .Replace("\"\"\"open\"", "open", StringComparison.Ordinal);
        var again = (await claimant.SendBatchAsync(mended, Bodies.Csv, query: "?unknown=metadata")).Must(202);
        Assert.Equal(["accepted", "accepted"], again.Statuses());
        Assert.Equal(["=2", "3"], again.Results().Select(r => r!["clientRef"]!.GetValue<string>()));
        Assert.Equal("'=y", again.Results()[0]!["metadata"]!["found"]!.GetValue<string>());
        Assert.Equal($"@Home{separator} \"x\"", (await claimant.TitlesAsync(again))[0]);
    }

    [Fact]
    public async Task A_corrected_table_that_is_rejected_again_comes_back_whole()
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"{Files.Header}\n{Files.Row($"ftp://{host}/1", "=LOVE")}\n", Bodies.Csv)).Must(202);
        for (var turn = 0; turn < 3; turn++)
        {
            var bytes = await BytesAsync(claimant, $"/v1/batches/{batch.Id()}/results?status=rejected&format=resend");
            var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("row,errors,reason," + Files.Header, lines[0]);
            Assert.EndsWith($",r,ftp://{host}/1,'=LOVE,music,{Sample.Sha256}", lines[1], StringComparison.Ordinal);
            batch = (await claimant.SendBatchAsync(bytes, Bodies.Csv)).Must(202);
            Assert.Equal(["/target/url url.scheme-not-allowed"], batch.ItemFaults());
        }
    }

    [Fact]
    public async Task Lines_to_send_again_are_readable_and_carry_their_faults_and_nothing_that_was_not_sent()
    {
        var (claimant, host) = await SetUpAsync();
        var table = (await claimant.SendBatchAsync(
            $"{Files.Header}\n{Files.Row($"ftp://{host}/1", "稻香")}\n", Bodies.Csv)).Must(202);
        var json = await claimant.SubmitAsync(Sample.Notice($"ftp://{host}/2", title: "稻香"));
        foreach (var batch in new[] { table, json })
        {
            var line = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
                .Must(200).Body;
            var item = JsonNode.Parse(line)!;
            Assert.Equal("url.scheme-not-allowed", item["errors"]![0]!["code"]!.GetValue<string>());
            Assert.Null(item["rightsHolder"]);
            Assert.Equal("稻香", item["work"]!["title"]!.GetValue<string>());
            if (batch == table) Assert.Contains("稻香", line, StringComparison.Ordinal);
            var again = (await claimant.SendBatchAsync(line.Replace("ftp:", "https:", StringComparison.Ordinal)))
                .Must(202);
            Assert.Equal(["accepted"], again.Statuses());
        }
    }

    [Fact]
    public async Task Errors_of_a_senders_own_are_no_returned_errors()
    {
        var (claimant, host) = await SetUpAsync();
        var line = Bodies.Line(Sample.Notice($"https://{host}/1"))[..^2] + ",\"errors\":\"none\",\"row\":1}";
        Assert.Equal(
            ["/errors field.unknown", "/row field.unknown"],
                (await claimant.SendBatchAsync(line)).Must(202).ItemFaults());
    }

    private static async Task SameEverywhereAsync(Organisation claimant, Answer batch, long[] rows)
    {
        Assert.Equal(rows, Rows((await claimant.BatchAsync(batch.Id())).Results()));
        Assert.Equal(rows, Rows((await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results")).Must(200).Items));
    }

    private static IEnumerable<long> Rows(JsonArray results) => results.Select(r => r!["row"]!.GetValue<long>());

    private static async Task<byte[]> BytesAsync(Organisation claimant, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        using var response = await claimant.Api.Client.SendAsync(request);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("resend");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
