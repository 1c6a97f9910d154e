using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>A quotation mark takes no rows along.</summary>
public sealed class QuoteTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(3, "\"Heroes", 0, "")]
    [InlineData(3, "\"Heroes", 7, "Low\"")]
    [InlineData(3, "\"Heroes", 4, "Low\"")]
    [InlineData(3, "\"Heroes\" (live)", 0, "")]
    [InlineData(3, "\"Heroes\"\"", 0, "")]
    [InlineData(10, "\"Heroes", 0, "")]
    public async Task Only_the_row_with_the_mark_is_refused(int row, string title, int closed, string closing)
    {
        var (claimant, host) = await SetUpAsync();
        var text = Files.Header + "\n" + string.Concat(Enumerable.Range(1, 10).Select(i => Files.Row(
            $"https://{host}/{i}", i == row ? title : i == closed ? closing : $"T{i}", $"r{i}") + "\n"));
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal((10, 9, 0, 1), batch.Counts());
        Assert.Equal(["/work/title csv.quote"], batch.ItemFaults(row - 1));
        Assert.Equal($"r{row}", batch.Results()[row - 1]!["clientRef"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(7, "low\"")]
    [InlineData(4, "low\"")]
    public async Task Nor_in_a_column_that_may_have_line_breaks(int closed, string closing)
    {
        var (claimant, host) = await SetUpAsync();
        foreach (var order in new[] { "{1},{0},A,{2}", "{0},A,{2},{1}", "A,{1},{2},{0}" })
        {
            var header = string.Format(
                System.Globalization.CultureInfo.InvariantCulture, order,
                    "target.url", "explanation", "evidence.sha256")
                    .Replace("A,", "work.title,", StringComparison.Ordinal);
            var text = header + "\r\n" + string.Concat(Enumerable.Range(1, 10).Select(i => string.Format(
                System.Globalization.CultureInfo.InvariantCulture, order, $"https://{host}/{order.GetHashCode(
                    StringComparison.Ordinal)}/{i}",
                i == 3 ? "\"because" : i == closed ? closing : "plain", Sample.Sha256) + "\r\n"));
            var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
            Assert.Equal((10, 9, 0, 1), batch.Counts());
            Assert.Equal(["/explanation csv.quote"], batch.ItemFaults(2));
        }
    }

    [Fact]
    public async Task Of_a_large_file_no_row_is_lost()
    {
        var (claimant, host) = await SetUpAsync();
        var text = Files.Header + "\n" + string.Concat(Enumerable.Range(1, 1500).Select(i =>
            Files.Row($"https://{host}/{i}", i == 4 ? "\"Heroes" : "T") + "\n"));
        Assert.Equal((1500, 1499, 0, 1), (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202).Counts());
        var inLongText = "target.url,work.title,evidence.sha256,explanation\n" + string.Concat(
            Enumerable.Range(1, 3000).Select(i => $"https://{host}/x{i},A,{Sample.Sha256},{(i == 4 ? "\"x" : "x")}\n"));
        Assert.Equal((3000, 2999, 0, 1), (await claimant.SendBatchAsync(inLongText, Bodies.Csv)).Must(202).Counts());
    }

    [Fact]
    public async Task A_line_break_in_a_cell_that_can_hold_none_costs_its_lines_only()
    {
        var (claimant, host) = await SetUpAsync();
        var text = $"{Files.Header}\n{Files.Row($"https://{host}/1", "\"two\nlines\"")}\n"
            + $"{Files.Row($"https://{host}/2")}\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal(["rejected", "rejected", "accepted"], batch.Statuses());
        Assert.Equal(["/work/title csv.quote"], batch.ItemFaults(0));
    }

    [Fact]
    public async Task A_long_text_has_line_breaks_commas_and_marks()
    {
        var (claimant, host) = await SetUpAsync();
        const string text = "First, a \"word\".\r\n\r\nThen: https://example.com/original, and more,\nat last";
        var batch = (await claimant.SendBatchAsync(
            $"target.url,work.title,explanation,evidence.sha256\r\nhttps://{host}/1,A,"
            + $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{Sample.Sha256}\r\n"
            + $"https://{host}/2,A,b,{Sample.Sha256}\r\n", Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "accepted"], batch.Statuses());
        Assert.Equal(
            text, (await claimant.NoticeAsync(batch.NoticeId()))["notice"]!["explanation"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("\"{0}")]
    public async Task A_cell_above_the_limit_costs_its_row_and_not_the_file(string cell)
    {
        var (claimant, host) = await SetUpAsync();
        var huge = cell.Replace("{0}", new string('x', 600_000), StringComparison.Ordinal);
        var text = $"{Files.Header}\n{Files.Row($"https://{host}/1")}\n{Files.Row($"https://{host}/2", huge)}\n"
            + $"{Files.Row($"https://{host}/3")}\n";
        var batch = (await claimant.SendBatchAsync(text, Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "rejected", "accepted"], batch.Statuses());
        Assert.Equal([" notice.too-large"], batch.ItemFaults(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task It_makes_no_difference_in_which_pieces_a_file_arrives(int piece)
    {
        var (claimant, host) = await SetUpAsync();
        var body = Files.In("gbk", $"{Files.Header}\r\n{Files.Row($"https://{host}/1", "\"小说\"\"x\"\"\"")}\r\n"
            + $"{Files.Row($"https://{host}/2", "\"七里香")}\r\n{Files.Row($"https://{host}/3", "稻香")}\r\n");
        var batch = (await claimant.StreamBatchAsync(async stream =>
        {
            for (var i = 0; i < body.Length; i += piece)
            {
                await stream.WriteAsync(body.AsMemory(i, Math.Min(piece, body.Length - i)));
                await stream.FlushAsync();
            }
        }, Bodies.Csv)).Must(202);
        Assert.Equal(["accepted", "rejected", "accepted"], batch.Statuses());
        Assert.Equal(["小说\"x\"", "稻香"], await claimant.TitlesAsync(batch));
    }

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("quote");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
