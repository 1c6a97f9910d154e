using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>No row is altered behind a 202, in whatever encoding a file comes.</summary>
public sealed class CharsetTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("gbk", "text/csv; charset=gbk")]
    [InlineData("gbk", "text/csv;charset=\"GBK\"")]
    [InlineData("gbk", "text/csv; header=present; Charset = 'gb2312'")]
    [InlineData("gb18030", "text/csv; charset=GB18030")]
    [InlineData("gbk", "text/csv; charset=cp936")]
    [InlineData("gbk", "text/csv; charset=windows-936")]
    [InlineData("big5", "text/csv; charset=Big5")]
    [InlineData("utf-16LE", "text/csv; charset=utf-16le")]
    [InlineData("utf-16BE", "text/csv; charset=UTF-16BE")]
    [InlineData("utf-8", "text/csv; charset=utf-8")]
    [InlineData("utf-8", "text/csv; charset=UTF8")]
    [InlineData("utf-8", "text/csv")]
    [InlineData("gbk", "text/csv")]
    [InlineData("gb18030", "text/csv")]
    [InlineData("utf-16LE", "text/csv")]
    [InlineData("utf-16BE", "text/csv")]
    public async Task A_declared_or_evident_encoding_is_read(string encoding, string type)
    {
        var (claimant, host) = await SetUpAsync();
        // Big5 has no simplified characters.
        var text = encoding == "big5"
            ? Files.Chinese(host).Replace("小说", "小說", StringComparison.Ordinal) : Files.Chinese(host);
        var batch = (await claimant.SendBatchAsync(Files.In(encoding, text), type)).Must(202);
        Assert.Equal([encoding == "big5" ? "小說" : "小说", "七里香"], await claimant.TitlesAsync(batch));
    }

    [Theory]
    [InlineData("utf-8", "text/csv")]
    [InlineData("utf-8", "text/csv; charset=gbk")]
    [InlineData("utf-16LE", "text/csv; charset=utf-16")]
    [InlineData("utf-16LE", "text/csv; charset=utf-8")]
    [InlineData("utf-16BE", "text/csv")]
    [InlineData("utf-32", "text/csv")]
    [InlineData("gb18030", "text/csv")]
    public async Task A_byte_order_mark_decides_whatever_is_declared(string encoding, string type)
    {
        var (claimant, host) = await SetUpAsync();
        var batch = (await claimant.SendBatchAsync(Files.WithMark(encoding, Files.Chinese(host)), type)).Must(202);
        Assert.Equal(["小说", "七里香"], await claimant.TitlesAsync(batch));
    }

    [Theory]
    [InlineData("text/csv; charset=utf-7")]
    [InlineData("text/csv; charset=klingon")]
    [InlineData("text/csv; charset=cp99999")]
    [InlineData("application/x-ndjson; charset=nothing")]
    public async Task An_unsupported_charset_is_415_and_nothing_is_stored(string type)
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await claimant.SendBatchAsync(Files.Chinese(host), type);
        Assert.Equal("charset.unsupported", answer.Must(415).Code);
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Theory]
    [InlineData("windows-1252", "Café", "Müller")]
    [InlineData("windows-1252", "Müller", "Ärzte")]
    [InlineData("windows-1252", "Coração", "Ação")]
    [InlineData("big5", "小說", "七里香")]
    [InlineData("shift_jis", "千本桜", "夜に駆ける")]
    [InlineData("shift_jis", "紅蓮華", "残酷な天使のテーゼ")]
    [InlineData("euc-jp", "夜に駆ける", "残酷な天使のテーゼ")]
    [InlineData("gbk", "小说", "小说")]
    [InlineData("gbk", "童谣", "唯一")]
    [InlineData("gbk", "水墨", "纽约")]
    public async Task An_encoding_that_cannot_be_told_is_415_and_nothing_is_stored(
        string encoding, string one, string other)
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header}\n{Files.Row($"https://{host}/0")}\n{Files.Row($"https://{host}/1", one)}\n"
            + Files.Row($"https://{host}/2", other) + "\n";
        var answer = await claimant.SendBatchAsync(Files.In(encoding, text), Bodies.Csv);
        Assert.Equal("charset.required", answer.Must(415).Code);
        Assert.Null(answer.Json["batchId"]);
        Assert.Empty(await claimant.NoticesAsync());

        // Declared, it goes in.
        var batch = (await claimant.SendBatchAsync(Files.In(encoding, text), $"text/csv; charset={encoding}"))
            .Must(202);
        Assert.Equal(["A", one, other], await claimant.TitlesAsync(batch));
    }

    [Theory]
    [InlineData("Café", "Ёлка")]
    [InlineData("Cafe\u0301", "Ελλάδα")]
    [InlineData("naïve", "שלום")]
    [InlineData("Łódź", "Größe")]
    [InlineData("Café", "七里香")]
    public async Task UTF8_of_any_alphabet_needs_no_declaration(string one, string other)
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header}\n{Files.Row($"https://{host}/1", one)}\n{Files.Row($"https://{host}/2", other)}\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal([one, other], await claimant.TitlesAsync(batch));
    }

    [Fact]
    public async Task Declared_as_UTF8_but_GBK_is_415()
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await claimant.SendBatchAsync(Files.In("gbk", Files.Chinese(host)), "text/csv; charset=utf-8");
        Assert.Equal("charset.mismatch", answer.Must(415).Code);
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Theory]
    [InlineData("text/csv; charset=utf-8")]
    [InlineData("text/csv; charset=gbk")]
    public async Task What_is_not_of_the_declared_encoding_costs_its_row(string type)
    {
        var (claimant, host) = await SetUpAsync();
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"{Files.Header}\n{Files.Row($"https://{host}/1")}\n"),
            .. Encoding.UTF8.GetBytes($"r2,https://{host}/2,broken "), 0xFF, 0xFF,
            .. Encoding.UTF8.GetBytes($",music,{Sample.Sha256}\n{Files.Row($"https://{host}/3")}\n"),
        ];
        var batch = (await claimant.SendBatchAsync(body, type)).Must(202);
        Assert.Equal(["accepted", "rejected", "accepted"], batch.Statuses());
        Assert.Equal([" encoding.invalid"], batch.ItemFaults(1));
    }

    [Fact]
    public async Task The_row_that_decides_may_be_the_last_of_many()
    {
        var (claimant, host) = await SetUpAsync();
        var text = Files.Header + "\n" + string.Concat(Enumerable.Range(0, 3000)
            .Select(i => Files.Row($"https://{host}/{i}", i == 2999 ? "七里香" : i > 2500 ? "小说" : "A") + "\n"));
        var batch = (await claimant.SendBatchAsync(Files.In("gbk", text), Bodies.Csv)).Must(202);
        Assert.Equal((3000, 3000, 0, 0), batch.Counts());
        var last = (await claimant.NoticesAsync($"&batch={batch.Id()}"))[^2]["id"]!.GetValue<Guid>();
        Assert.Equal("小说", (await claimant.NoticeAsync(last))["notice"]!["work"]!["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Bodies.Json)]
    [InlineData(Bodies.Ndjson)]
    public async Task JSON_with_a_mark_or_a_declared_charset_is_read(string type)
    {
        var (claimant, host) = await SetUpAsync();
        var line = Bodies.Line(Sample.Notice($"https://{host}/1", title: "小说"))
            .Replace("\\u5C0F\\u8BF4", "小说", StringComparison.Ordinal);
        var text = type == Bodies.Json ? $$"""{"notices":[{{line}}]}""" : line;
        foreach (var (body, declared) in new[]
        {
            (Files.WithMark("utf-8", text), type), (Files.WithMark("utf-16LE", text), type),
            (Files.In("gbk", text), $"{type}; charset=GBK"),
        })
        {
            var batch = (await claimant.SendBatchAsync(body, declared)).Must(202);
            Assert.Contains(batch.Statuses().Single(), (string[])["accepted", "duplicate"]);
        }
        Assert.Equal("小说",
            (await claimant.NoticeAsync((await claimant.NoticesAsync()).Single()["id"]!.GetValue<Guid>()))
            ["notice"]!["work"]!["title"]!.GetValue<string>());
    }

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("charset");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
