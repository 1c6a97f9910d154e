using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>Separators, headings, rows and cells as spreadsheets and people write them.</summary>
public sealed class DialectTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(';', "", "\r\n")]
    [InlineData('\t', "", "\r\n")]
    [InlineData('|', "", "\n")]
    [InlineData(',', "", "\r")]
    [InlineData(';', "sep=;\r\n", "\r\n")]
    [InlineData(';', "\uFEFFSEP=;\n", "\n")]
    [InlineData('\t', "sep=\t\r\n", "\r\n")]
    [InlineData('^', "sep=^\n", "\n")]
    [InlineData(',', "\"sep=,\"\r\n", "\r\n")]
    [InlineData(';', "sep=,\r\n", "\r\n")]
    public async Task The_separator_and_the_line_end_are_found(char separator, string before, string end)
    {
        var (claimant, host) = await SetUpAsync();
        var text = before + string.Concat(new[]
        {
            Files.Header, Files.Row($"https://{host}/1"), Files.Row($"https://{host}/2"),
        }.Select(line => line.Replace(',', separator) + end));
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "accepted"], batch.Statuses());
    }

    [Theory]
    [InlineData("，", "，")]
    [InlineData("^", "^")]
    [InlineData(" ", "U+0020")]
    public async Task A_separator_that_is_none_is_named(string separator, string named)
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header}\n{Files.Row($"https://{host}/1")}\n"
            .Replace(",", separator, StringComparison.Ordinal);
        var answer = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(400);
        Assert.Contains(("", "csv.separator"), answer.Faults);
        Assert.Contains($"'{named}'", Messages(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" clientRef, target.url , work.title,work.type ,evidence.sha256")]
    [InlineData("CLIENTREF,Target.URL,Work.Title,work.TYPE,Evidence.SHA256")]
    [InlineData("\u00A0clientRef,\u3000target.url,work.title\u00A0,\u200Bwork.type,evidence.sha256")]
    [InlineData("ｃｌｉｅｎｔＲｅｆ,target．url,work．title,work.type,evidence.sha256")]
    [InlineData("编号,侵权链接,作品名称,作品类型,证据哈希值")]
    [InlineData("序号,链接,标题,类型,SHA256")]
    [InlineData("*编号,侵权链接（必填）,作品名称*,作品类型 (work.type),证据哈希值【SHA-256】")]
    [InlineData("\"编\n号\",侵权 链接,作品名称,作品类型,证据哈希值")]
    [InlineData("Reference,Infringing URL,Work title,Work type,Evidence SHA-256")]
    [InlineData("client_ref,target_url,work-title,work type,evidence/sha256")]
    [InlineData("Ref no.,URL,Title,Type,SHA-256")]
    public async Task Headings_are_known_in_both_languages_and_however_they_are_written(string header)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync($"{header}\n{Files.Row($"https://{host}/1", "B")}\n", Bodies.Csv))
            .Must(202);
        Assert.Equal("r", batch.Results()[0]!["clientRef"]?.GetValue<string>());
        Assert.Equal(["B"], await claimant.TitlesAsync(batch));
    }

    [Fact]
    public async Task Lines_above_the_heading_are_passed_over()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"\n2026年11月侵权清单,,,,\n,,,,\n{Files.Header}\n{Files.Row($"https://{host}/1")}\n";
        Assert.Equal(["accepted"], (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202).Statuses());
    }

    [Fact]
    public async Task Unknown_columns_are_all_named_with_the_known_ones_and_the_nearest()
    {
        var (claimant, host) = await SetUpAsync();
        var answer = (await claimant.SendBatchAsync(
            $"target.url,wrok.title,作品名秤,found\nhttps://{host}/1,A,B,C\n", Bodies.Csv, language: "zh-CN")).Must(400);
        Assert.Equal(["field.unknown", "field.unknown", "field.unknown"], answer.Faults.Select(f => f.Code));
        Assert.Contains("work.title", Messages(answer), StringComparison.Ordinal);
        Assert.Contains("作品名称", Messages(answer), StringComparison.Ordinal);
        Assert.Contains("无法识别的列：found", Messages(answer), StringComparison.Ordinal);
        var known = answer.Json["known"]!.AsArray().Select(k => k!.GetValue<string>()).ToList();
        Assert.Empty(new[] { "work.title", "evidence.capturedAt", "target.account.name" }.Except(known));
        Assert.Equal("/v1/templates/notices.csv?lang=zh-CN", answer.Json["template"]!.GetValue<string>());
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Fact]
    public async Task Empty_columns_and_rows_are_left_out()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header},,,\n,,,,,,,\n{Files.Row($"https://{host}/1")},,,\n  , ,\u3000,,\n\n"
            + $"{Files.Row($"https://{host}/2")}\n{Files.Row($"https://{host}/3")},,,,,,,,\n\"\",\"\"\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "accepted", "accepted"], batch.Statuses());
    }

    [Fact]
    public async Task A_value_below_no_heading_is_a_fault_of_its_row()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"clientRef,,target.url,work.title,evidence.sha256,\nr,,https://{host}/1,A,{Sample.Sha256},\n"
            + $"r,x,https://{host}/2,A,{Sample.Sha256},\nr,,https://{host}/3,A,{Sample.Sha256},y\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "rejected", "rejected"], batch.Statuses());
        Assert.Equal([" csv.unnamed"], batch.ItemFaults(1));
        Assert.Equal([" csv.unnamed"], batch.ItemFaults(2));
    }

    [Theory]
    [InlineData("=LOVE")]
    [InlineData("-Man")]
    [InlineData("+/- Human")]
    [InlineData("@Home")]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("'Til Tomorrow")]
    [InlineData("'=quoted")]
    public async Task What_looks_like_a_formula_is_taken_as_it_is(string text)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"{Files.Header},target.account\n{Files.Row($"https://{host}/1", text)},{text}\n", Bodies.Csv)).Must(202);
        var notice = (await claimant.NoticeAsync(batch.NoticeId()))["notice"]!;
        Assert.Equal(
            (text, text),
            (notice["work"]!["title"]!.GetValue<string>(), notice["target"]!["account"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Numbers_kept_as_texts_are_read_and_shortened_ones_refused()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header},target.account\n"
            + $"{Files.Row($"https://{host}/1", "1E+10", "=\"\"00123\"\"")},=\"00042\"\n"
            + $"{Files.Row($"https://{host}/2")},1.23457E+12\n";
        var batch = (await claimant.SendBatchAsync(
            text.Replace("=\"\"00123\"\"", "\"=\"\"00123\"\"\"", StringComparison.Ordinal), Bodies.Csv)).Must(202);
        Assert.Equal(["/target/account csv.number"], batch.ItemFaults(1));
        var notice = (await claimant.NoticeAsync(batch.NoticeId()))["notice"]!;
        Assert.Equal(("00123", "00042", "1E+10"), (notice["clientRef"]!.GetValue<string>(),
            notice["target"]!["account"]!["id"]!.GetValue<string>(), notice["work"]!["title"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("2026-11-20T08:00:00Z")]
    [InlineData("2026-11-20 16:00:00+08:00")]
    [InlineData("2026/11/20 16:00 +0800")]
    [InlineData("2026-11-20 8:00 UTC")]
    public async Task The_time_of_capture_and_the_name_of_an_account_have_columns(string at)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"target.url,work.title,evidence.sha256,evidence.capturedAt,target.account.name,target.account\n"
            + $"https://{host}/1,A,{Sample.Sha256},{at},Name,u1\n", Bodies.Csv)).Must(202);
        var notice = (await claimant.NoticeAsync(batch.NoticeId()))["notice"]!;
        Assert.Equal("2026-11-20T08:00:00.000Z", notice["evidence"]![0]!["capturedAt"]!.GetValue<string>());
        Assert.Equal("""{"id":"u1","name":"Name"}""", notice["target"]!["account"]!.ToJsonString());
    }

    [Theory]
    [InlineData("2026/11/20 16:00")]
    [InlineData("2026-11-20")]
    [InlineData("45980.5")]
    public async Task A_time_without_its_offset_is_not_guessed(string at)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"target.url,work.title,evidence.sha256,evidence.capturedAt\nhttps://{host}/1,A,{Sample.Sha256},{at}\n",
            Bodies.Csv)).Must(202);
        Assert.Equal(["/evidence/0/capturedAt field.type"], batch.ItemFaults());
    }

    [Fact]
    public async Task An_empty_URL_is_told_by_its_heading_and_row()
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $"编号,侵权链接,作品名称,证据哈希值\n1,https://{host}/1,A,{Sample.Sha256}\n2,,B,{Sample.Sha256}\n", Bodies.Csv))
                .Must(202);
        Assert.Equal(["/target/url csv.url-empty"], batch.ItemFaults(1));
        Assert.Contains("'侵权链接' is empty (row 3)",
            batch.Results()[1]!["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv", 400)]
    [InlineData("application/x-ndjson", 202)]
    public async Task A_body_whose_line_ends_were_eaten_is_told_so(string type, int status)
    {
        var (claimant, host) = await SetUpAsync();
        var text = type == Bodies.Csv ? $"{Files.Header}{Files.Row($"https://{host}/1")}"
            : Bodies.Lines([Sample.Notice($"https://{host}/1"), Sample.Notice($"https://{host}/2")])
                .Replace("\n", "", StringComparison.Ordinal);
        var answer = (await claimant.SendBatchAsync(text, type)).Must(status);
        Assert.Contains("--data-binary", answer.Body, StringComparison.Ordinal);
        Assert.Contains("body.no-line-end", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("""{"id":5}""", "5")]
    public async Task An_account_may_be_a_number(string account, string id)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(
            $$"""{"clientRef":7,"work":{"title":"A"},"target":{"url":"https://{{host}}/1","account":{{account}}},"""
            + $$""" "evidence":[{"sha256":"{{Sample.Sha256}}"}]}""")).Must(202);
        Assert.Equal("7", batch.Results()[0]!["clientRef"]!.GetValue<string>());
        Assert.Equal(id, (await claimant.NoticeAsync(batch.NoticeId()))["notice"]!["target"]!["account"]!["id"]!
            .GetValue<string>());
    }

    private static string Messages(Answer answer) =>
        string.Join('\n', answer.Json["errors"]!.AsArray().Select(e => e!["message"]!.GetValue<string>()));

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("dialect");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
