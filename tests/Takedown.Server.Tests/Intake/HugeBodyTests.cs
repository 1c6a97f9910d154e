using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Measures memory, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Bodies beyond any sense, sent without ever holding them, and read without ever holding them.</summary>
[Collection(nameof(Alone))]
public sealed class HugeBodyTests(TestServer server) : IClassFixture<TestServer>
{
    private const long Huge = 200 << 20;

    /// <summary>Client and server are one process here: what both hold over what they held before.</summary>
    private const long Allowed = 64 << 20;

    [Fact]
    public async Task A_line_of_200_MB_is_one_refused_item_and_its_neighbours_stand()
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await MeasureAsync(held => claimant.StreamBatchAsync(async body =>
        {
            await WriteAsync(body, Bodies.Line(Sample.Notice($"https://{host}/1")));
            await FloodAsync(body, "{\"explanation\":\"", "\"}\n", held);
            await WriteAsync(body, Bodies.Line(Sample.Notice($"https://{host}/2")));
        }));
        Assert.Equal(["accepted", "rejected", "accepted"], answer.Must(202).Statuses());
        Assert.Equal([" notice.too-large"], answer.ItemFaults(1));
        Assert.Empty((await claimant.Api.GetAsync($"/v1/batches/{answer.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body);
    }

    [Theory]
    [InlineData("{\"explanation\":\"", "\"}")]
    [InlineData("[[", "]]")]
    [InlineData("\"", "\"")]
    [InlineData("", "")]
    public async Task An_element_of_200_MB_is_one_refused_item_and_its_neighbours_stand(string opening, string closing)
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await MeasureAsync(held => claimant.StreamBatchAsync(async body =>
        {
            await WriteAsync(body, "{\"notices\":[" + Bodies.Line(Sample.Notice($"https://{host}/1")) + ",");
            await FloodAsync(body, opening, closing, held);
            await WriteAsync(body, "," + Bodies.Line(Sample.Notice($"https://{host}/2")) + "]}");
        }, Bodies.Json));
        Assert.Equal(["accepted", "rejected", "accepted"], answer.Must(202).Statuses());
        Assert.Equal([" notice.too-large"], answer.ItemFaults(1));
    }

    [Theory]
    [InlineData("{\"defaults\":{\"signature\":\"", "\"},\"notices\":[]}", 413)]
    [InlineData("{\"", "\":1}", 400)]
    [InlineData("{\"notices\":[{\"never closed\":\"", "", 400)]
    public async Task A_JSON_body_of_200_MB_that_is_no_batch_is_refused(string opening, string closing, int status)
    {
        var (claimant, _) = await SetUpAsync();
        var answer = await MeasureAsync(
            held => claimant.StreamBatchAsync(body => FloodAsync(body, opening, closing, held), Bodies.Json));
        answer.Must(status);
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Fact]
    public async Task White_space_of_200_MB_is_passed_over()
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await MeasureAsync(held => claimant.StreamBatchAsync(async body =>
        {
            await WriteAsync(body, "{\"notices\":[");
            await FloodAsync(body, "", "", held, ' ');
            await WriteAsync(body, Bodies.Line(Sample.Notice($"https://{host}/1")) + "]}");
        }, Bodies.Json));
        Assert.Equal(["accepted"], answer.Must(202).Statuses());
    }

    [Theory]
    [InlineData("https://{0}/2,")]
    [InlineData("https://{0}/2,\"")]
    public async Task A_CSV_row_of_200_MB_is_one_refused_item(string opening)
    {
        var (claimant, host) = await SetUpAsync();
        var answer = await MeasureAsync(held => claimant.StreamBatchAsync(async body =>
        {
            await WriteAsync(body, $"target.url,work.title,evidence.sha256\nhttps://{host}/1,A,{Sample.Sha256}\n");
            await FloodAsync(body, opening.Replace("{0}", host, StringComparison.Ordinal), "\n", held);
        }, Bodies.Csv, "k"));
        Assert.Equal(["accepted", "rejected"], answer.Must(202).Statuses());
        Assert.Equal([" notice.too-large"], answer.ItemFaults(1));
    }

    [Fact]
    public async Task A_thousand_items_just_within_their_bound_fit_into_little_memory()
    {
        var (claimant, host) = await SetUpAsync();
        var filling = new string('x', 250_000);
        var answer = await MeasureAsync(held => claimant.StreamBatchAsync(async body =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await WriteAsync(
                    body, Bodies.Line(new { clientRef = filling, target = new { url = $"https://{host}/{i}" } }));
                held();
            }
        }), 200 << 20);
        Assert.Equal((1000, 0, 0, 1000), answer.Must(202).Counts());
        Assert.InRange(answer.Body.Length, 1000, 2_000_000);
    }

    private static async Task<Answer> MeasureAsync(Func<Action, Task<Answer>> send, long allowed = Allowed)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var answer = await send(() =>
        {
            // What nobody holds any more does not count, but collecting it each time would take long.
            var now = GC.GetTotalMemory(forceFullCollection: false);
            if (now - before >= allowed) now = GC.GetTotalMemory(forceFullCollection: true);
            most = Math.Max(most, now);
        });
        Assert.True(most - before < allowed, $"{(most - before) >> 20} MB were held.");
        return answer;
    }

    private static async Task FloodAsync(Stream body, string opening, string closing, Action held, char filling = '7')
    {
        var piece = Encoding.ASCII.GetBytes(new string(filling, 1 << 20));
        await WriteAsync(body, opening);
        try
        {
            for (var sent = 0L; sent < Huge; sent += piece.Length)
            {
                await body.WriteAsync(piece);
                held();
            }
            await WriteAsync(body, closing);
        }
        catch (IOException)
        {
            // Refused before its end: the answer says why.
        }
    }

    private static Task WriteAsync(Stream body, string text) => body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private async Task<(Organisation Claimant, string Host)> SetUpAsync()
    {
        var host = Bodies.NewHost("huge");
        await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host);
    }
}
