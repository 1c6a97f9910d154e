using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Executable;

/// <summary>
/// A 202 means durable: what was answered <c>accepted</c> reaches its platform exactly once, whenever the process is
/// killed.
/// </summary>
[Collection(Processes.Name)]
public sealed class CrashTests : IAsyncLifetime
{
    private const int Items = 100_000;
    private const string Key = "crash-test-1";
    private static readonly string[] Hosts = ["video0.example", "video1.example"];

    private readonly Scratch scratch = new();
    private readonly CancellationTokenSource end = new();
    private readonly ServerProcess server;

    public CrashTests() => server = new ServerProcess(scratch.Path);

    public Task InitializeAsync() => server.StartReadyAsync();

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        end.Dispose();
        scratch.Dispose();
    }

    [SqliteFact]
    public async Task Nothing_accepted_is_lost_or_doubled_when_the_process_is_killed_again_and_again()
    {
        var platforms = await Task.WhenAll(Hosts.Select(server.RegisterPlatformAsync));
        var claimant = await server.RegisterClaimantAsync("Sends one long batch");
        var other = await server.RegisterClaimantAsync("Sends many short batches");
        var readers = platforms.Select(p => new InboxReader(p.Http)).ToList();
        var following = readers.Select(r => r.ApplyAsync(end.Token)).ToList();
        var small = new ShortBatches(other.Http, Hosts);
        var sending = small.SendAsync(end.Token);

        // While the body is on its way: near its begin, in the middle, near its end.
        var before = 0L;
        foreach (var stored in new[] { 1, 40_000, 75_000 })
        {
            using var body = new NoticeLines("long", Items, Hosts);
            var answer = PostAsync(claimant.Http, body);
            await Eventually.TrueAsync(
                async () => await ReceivedAsync(claimant.Http) >= stored, ServerProcess.Timeout,
                $"{stored} items to be stored");
            await server.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => answer);
            await server.StartReadyAsync();
            var kept = await ReceivedAsync(claimant.Http);
            Assert.InRange(kept, Math.Max(stored, before), Items - 1);
            before = kept;
        }
        using var whole = new NoticeLines("long", Items, Hosts);
        var batch = await PostAsync(claimant.Http, whole);
        // Right after the answer: the last chunks were never put before their platforms.
        await server.KillAsync();
        await server.StartReadyAsync();

        AssertCounts(batch);
        var again = await claimant.Http.GetFromJsonAsync($"/v1/batches/{batch.Id}", TakedownJson.Default.BatchView);
        AssertCounts(again!);
        var results = await DownloadAsync(claimant.Http, batch.ResultsUrl!);
        AssertResults(results);
        var accepted = results.Where(r => r.Status is ItemStatus.Accepted).Select(r => r.NoticeId!.Value).ToHashSet();

        await end.CancelAsync();
        await sending;
        await Task.WhenAll(following);
        await Eventually.TrueAsync(async () =>
        {
            foreach (var reader in readers) await reader.ReadAllAsync();
            return readers.Sum(
                r => r.Seen.Count(s => s.ClientRef!.StartsWith("long-", StringComparison.Ordinal))) >= accepted.Count
                && small.Answered.IsSubsetOf(readers.SelectMany(r => r.Seen.Select(s => s.Notice)));
        }, ServerProcess.Timeout, "everything accepted to reach the inboxes");

        foreach (var (platform, reader) in platforms.Zip(readers))
        {
            // Numbered without gaps, and who followed through all the kills saw what a first reader sees now.
            Assert.Equal(Enumerable.Range(1, reader.Count).Select(i => (long)i), reader.Seen.Select(s => s.Seq));
            var fresh = new InboxReader(platform.Http);
            await fresh.ReadAllAsync();
            Assert.Equal(fresh.Seen, reader.Seen);
        }
        var delivered = readers.SelectMany(r => r.Seen).ToList();
        Assert.Equal(delivered.Count, delivered.DistinctBy(d => d.Notice).Count());
        Assert.Equal(delivered.Count, delivered.DistinctBy(d => d.ClientRef).Count());
        Assert.True(accepted.SetEquals(
            delivered.Where(d => d.ClientRef!.StartsWith("long-", StringComparison.Ordinal)).Select(d => d.Notice)));
    }

    private static async Task<BatchView> PostAsync(HttpClient http, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches")
        {
            Content = body,
            Headers = { { "Idempotency-Key", Key } },
        };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView))!;
    }

    /// <summary>
    /// Items of the long batch that are stored, which its notices tell the way to before its sender was told its id.
    /// </summary>
    private static async Task<long> ReceivedAsync(HttpClient http)
    {
        var notices = await http.GetFromJsonAsync("/v1/notices?limit=1", TakedownJson.Default.PageNoticeView);
        if (notices!.Items is not [var first]) return 0;
        return (await http.GetFromJsonAsync($"/v1/batches/{first.BatchId}", TakedownJson.Default.BatchView))!.Received;
    }

    private static void AssertCounts(BatchView batch)
    {
        Assert.Equal("complete", batch.Status);
        Assert.Equal(Items, batch.Received);
        Assert.Equal(Items - (2 * Items / 1000), batch.Accepted);
        Assert.Equal(Items / 1000, batch.Duplicate);
        Assert.Equal(Items / 1000, batch.Rejected);
    }

    private static async Task<List<ItemResult>> DownloadAsync(HttpClient http, string url)
    {
        var results = new List<ItemResult>(Items);
        using var lines = new StreamReader(await http.GetStreamAsync($"{url}?format=ndjson"));
        while (await lines.ReadLineAsync() is { } line)
            results.Add(JsonSerializer.Deserialize(line, TakedownJson.Default.ItemResult)!);
        return results;
    }

    private static void AssertResults(List<ItemResult> results)
    {
        Assert.Equal(Enumerable.Range(0, Items).Select(i => (long)i), results.Select(r => r.Index));
        Assert.All(results, r =>
        {
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"long-{r.Index}"), r.ClientRef);
            Assert.Equal(
                NoticeLines.IsRefused(r.Index)
                    ? ItemStatus.Rejected
                    : NoticeLines.IsDuplicate(r.Index)
                    ? ItemStatus.Duplicate
                    : ItemStatus.Accepted,
                r.Status);
            if (r.Status is ItemStatus.Duplicate) Assert.Equal(results[(int)r.Index - 1].NoticeId, r.NoticeId);
        });
    }

    /// <summary>
    /// A claimant that keeps sending small batches, also while the server dies, and remembers what it was promised.
    /// </summary>
    private sealed class ShortBatches(HttpClient http, string[] hosts)
    {
        private const int Size = 5;

        public HashSet<Guid> Answered { get; } = [];

        public async Task SendAsync(CancellationToken stop)
        {
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                using var body =
                    new NoticeLines(string.Create(CultureInfo.InvariantCulture, $"short{turn}"), Size, hosts);
                try
                {
                    using var answer = await http.PostAsync("/v1/batches", body, CancellationToken.None);
                    answer.EnsureSuccessStatusCode();
                    var view = await answer.Content.ReadFromJsonAsync(
                        TakedownJson.Default.BatchView, CancellationToken.None);
                    Answered.UnionWith(view!.Results!.Select(r => r.NoticeId!.Value));
                }
                catch (Exception error) when (error is HttpRequestException or IOException)
                {
                    // Nothing was promised for this one; whether it was stored is anybody's guess.
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }
}
