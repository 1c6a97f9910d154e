using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Takedown.Server.Tests.Harness;
using Xunit.Abstractions;

namespace Takedown.Server.Tests.Executable;

/// <summary>
/// Everything at once that takes a server's memory, against the built server with its default heap. A test of memory:
/// the times of the quiet claimant are printed and not judged.
/// </summary>
[Collection(OneByOne.Name)]
public sealed class StarvationTests(ITestOutputHelper output) : IDisposable
{
    private const long Allowed = 600L << 20;
    private const int Uploads = 60;
    private const int UploadBytes = 7_500_000;
    private const int Answers = 6;
    private const int AnswerBytes = 27_000_000;
    private const int Streams = 3000;
    private const int StreamsEach = 300;
    private const int Quiet = 150;
    private const int Fat = 1000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Scratch scratch = new();
    private readonly ConcurrentBag<int> statuses = [];

    [Fact]
    public async Task Slow_uploads_long_answers_and_thousands_of_streams_leave_the_server_within_its_memory()
    {
        await using var server = new ServerProcess(scratch.Path);
        await server.StartReadyAsync();
        var platform = await server.RegisterPlatformAsync("starved.example");
        var loud = await server.RegisterClaimantAsync("Loud");
        var quiet = await server.RegisterClaimantAsync("Quiet");
        await SendFatAsync(loud);
        var alone = await PostAsync(quiet, 0, Task.Delay(Second * 3, TimeProvider.System));

        using var stop = new CancellationTokenSource();
        var streams = await OpenStreamsAsync(server);
        var uploads = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => BeginUploadAsync(server, loud)));
        var slow = Task.WhenAll(uploads.Select(upload => DripAsync(upload, stop.Token)));
        var answers = Task.WhenAll(Enumerable.Range(0, Answers).Select(i => AnswerAsync(platform, i % 2 == 0)));
        var pages = PagesAsync(platform);
        var within = await PostAsync(quiet, 1, Task.WhenAll(answers, pages));
        var peak = server.PeakMemory;
        await stop.CancelAsync();
        await slow;

        var answered = string.Join(
            ", ", statuses.GroupBy(s => s).OrderBy(g => g.Key).Select(g => $"{g.Key} x {g.Count()}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Peak {peak >> 20} MB; one notice alone {alone}, within {within}; {answered}."));
        Assert.DoesNotContain(statuses, status => status >= 500);
        Assert.Contains(StatusCodes.TooManyRequests, statuses);
        Assert.InRange(peak, 0, Allowed);
        foreach (var stream in streams) stream.Dispose();
        foreach (var upload in uploads) upload.Dispose();
    }

    public void Dispose() => scratch.Dispose();

    /// <summary>One notice after the other as long as something else runs; each must be accepted.</summary>
    private static async Task<string> PostAsync(Registered quiet, int run, Task during)
    {
        var times = new List<double>();
        for (var i = 0; i < Quiet || !during.IsCompleted; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var body = new StringContent(Notice($"quiet/{run}/{i}", 10), Encoding.UTF8, "application/x-ndjson");
            using var answer = await quiet.Http.PostAsync("/v1/batches", body);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Second / 100, TimeProvider.System);
        }
        times.Sort();
        var (half, most) = (times[times.Count / 2], times[times.Count * 99 / 100]);
        return string.Create(CultureInfo.InvariantCulture, $"{half:N1} ms (p99 {most:N1} of {times.Count})");
    }

    /// <summary>A thousand notices of 200 kB, which a page of the platform's inbox would have to hold.</summary>
    private static async Task SendFatAsync(Registered loud)
    {
        foreach (var part in Enumerable.Range(0, Fat).Chunk(50))
        {
            using var body = new StringContent(
                string.Join('\n', part.Select(i => Notice($"fat/{i}", 10, evidence: 50))), Encoding.UTF8,
                "application/x-ndjson");
            using var answer = await loud.Http.PostAsync("/v1/batches", body);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Contains(
                $"\"accepted\":{part.Length}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Asks for the thousand ten times at once; each page ends at its bytes.</summary>
    private Task PagesAsync(Registered platform) => Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
    {
        using var page = await platform.Http.GetAsync(
            $"/v1/inbox?limit={Fat}", HttpCompletionOption.ResponseHeadersRead);
        statuses.Add((int)page.StatusCode);
        var (buffer, length) = (new byte[64 << 10], 0L);
        await using var stream = await page.Content.ReadAsStreamAsync();
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;) length += read;
        Assert.InRange(length, 1, 16 << 20);
    }));

    private async Task<List<HttpResponseMessage>> OpenStreamsAsync(ServerProcess server)
    {
        var open = new List<HttpResponseMessage>();
        foreach (var _ in Enumerable.Range(0, Streams / StreamsEach))
        {
            var reader = await server.RegisterClaimantAsync("Reader");
            var opened = await Task.WhenAll(Enumerable.Range(0, StreamsEach).Select(_ =>
                reader.Http.GetAsync("/v1/events/stream", HttpCompletionOption.ResponseHeadersRead)));
            foreach (var stream in opened) statuses.Add((int)stream.StatusCode);
            open.AddRange(opened);
        }
        return open;
    }

    /// <summary>7.5 MB at once, as one list without defaults that is never closed.</summary>
    private static async Task<HalfSent> BeginUploadAsync(ServerProcess server, Registered loud)
    {
        var upload = await HalfSent.BeginAsync(server.Address, loud.Key, "/v1/batches", UploadBytes * 2);
        var body = new StringBuilder("{\"notices\":[");
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        for (var i = 0; body.Length < UploadBytes; i++) body.Append(Notice($"{name}/{i}", 4900)).Append(',');
        try
        {
            await upload.SendAsync(body.ToString());
        }
        catch (IOException)
        {
            // Refused before all of it was sent.
        }
        return upload;
    }

    /// <summary>512 bytes a second of blanks, until the server answers or the test ends.</summary>
    private async Task DripAsync(HalfSent upload, CancellationToken stop)
    {
        var blanks = new string(' ', 512);
        try
        {
            while (!stop.IsCancellationRequested && !upload.HasAnswer)
            {
                await upload.SendAsync(blanks);
                await Task.Delay(Second, TimeProvider.System, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            if (upload.HasAnswer) statuses.Add((await upload.AnswerAsync()).Status);
        }
        catch (IOException)
        {
            // Ended by the server.
            statuses.Add(StatusCodes.Ended);
        }
    }

    /// <summary>27 MB: nine million empty items, or ten thousand long ones.</summary>
    private async Task AnswerAsync(Registered platform, bool empty)
    {
        using var list = empty ? (HttpContent)new EndlessList(AnswerBytes) : new StringContent(
            "{\"responses\":["
            + string.Join(',', Enumerable.Repeat($"{{\"platformRef\":\"{new string('p', 2650)}\"}}", 10_000)) + "]}",
            Encoding.UTF8, "application/json");
        try
        {
            using var answer = await platform.Http.PostAsync("/v1/inbox/responses", list);
            statuses.Add((int)answer.StatusCode);
        }
        catch (HttpRequestException) when (empty)
        {
            // The server answered and hung up while the rest was still being sent.
            statuses.Add(StatusCodes.Ended);
        }
    }

    private static string Notice(string path, int filling, int evidence = 1) =>
        $$$"""{"target":{"url":"https://starved.example/{{{path}}}"},"work":{"title":"七里香","type":"music"},"""
        + $$$""" "explanation":"{{{new string('e', filling)}}}","""
        + $$$""" "evidence":[{{{string.Join(',', Enumerable.Repeat(Evidence(evidence > 1), evidence))}}}]}""";

    private static string Evidence(bool isFat) =>
        $"{{\"kind\":\"screenshot\",\"sha256\":\"{Sample.Sha256}\""
        + (isFat ? $",\"url\":\"https://evidence.example/{new string('u', 3900)}\"}}" : "}");

    private static class StatusCodes
    {
        public const int Ended = 0;
        public const int TooManyRequests = 429;
    }
}
