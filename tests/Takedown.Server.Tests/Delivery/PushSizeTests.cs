using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>A push ends at bytes, has one claimant's notices, and is split where it is refused.</summary>
public sealed class PushSizeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Fat_notices_of_one_claimant_neither_pass_a_megabyte_nor_hold_back_anothers()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = http =>
        {
            if (receiver.All.Last().Body.Length > 1_000_000) http.Response.StatusCode = 413;
            return Task.CompletedTask;
        };
        await server.PushedAsync("fat.example", receiver);
        var (fat, small) = (await server.ClaimantAsync("Fat"), await server.ClaimantAsync("Small"));
        var batches = await Task.WhenAll(
            fat.SubmitManyAsync(Enumerable.Range(0, 48).Select(i => Fat($"https://fat.example/fat/{i}"))),
            small.SubmitManyAsync(
                Enumerable.Range(0, 60).Select(i => Sample.Notice($"https://fat.example/small/{i}"))));

        await DeliveredAsync(small, batches[1], 60);
        await DeliveredAsync(fat, batches[0], 48);

        Assert.All(receiver.All, p => Assert.InRange(p.Body.Length, 1, 1_000_000));
        Assert.Contains(receiver.All, p => p.Items.Count > 1 && p.Body.Length > 500_000);
        static bool IsFat(System.Text.Json.Nodes.JsonNode item) =>
            item["notice"]!["target"].Text("url").Contains("/fat/", StringComparison.Ordinal);
        Assert.All(receiver.All, p => Assert.Single(p.Items.Select(IsFat).Distinct()));
        Assert.Equal(108, receiver.All.SelectMany(p => p.Places).Distinct().Count());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_set_that_is_refused_for_some_of_it_is_split_until_those_stand_alone(int status)
    {
        var host = $"split{status}.example";
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = http =>
        {
            if (receiver.All.Last().Items.Any(i => i["notice"]!["work"].Text("title") == "Poison"))
                http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(Enumerable.Range(0, 60).Select(i =>
            Sample.Notice($"https://{host}/{i}", title: i is 17 or 18 or 59 ? "Poison" : "Clean")));

        await DeliveredAsync(claimant, batch, 57);
        var failed = await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/notices?batch={batch}&delivery=failed")).Items,
            i => i.Count == 3);
        Assert.Equal([17, 18, 59], failed.Select(n => n.Long("index")));
        Assert.All(failed, n => Assert.Equal($"webhook.status-{status}", n!["delivery"].Text("code")));

        // Refused once, they come alone, so that they refuse nothing else with them.
        var before = receiver.All.Count;
        await server.AdvanceAsync("PT2M");
        await Following.WaitUntilAsync(() => Task.FromResult(receiver.All.Count), n => n >= before + 3);
        Assert.All(receiver.All.Skip(before), p => Assert.Single(p.Items));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    public async Task A_refusal_of_the_caller_or_the_moment_is_not_split(int status)
    {
        var host = $"whole{status}.example";
        await using var own = await Disposable.StartAsync(("Takedown:Webhooks:Attempts", "1"));
        await using var receiver = await WebhookReceiver.AnsweringAsync(status);
        await own.Server.PushedAsync(host, receiver);
        var claimant = await own.Server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 60).Select(i => Sample.Notice($"https://{host}/{i}")));
        await WithAsync("failed", claimant, batch, 60);
        Assert.Single(receiver.All);
    }

    private static Task<int> DeliveredAsync(Organisation claimant, Guid batch, int count) =>
        WithAsync("delivered", claimant, batch, count);

    private static Task<int> WithAsync(string status, Organisation claimant, Guid batch, int count)
    {
        var list = $"/v1/notices?batch={batch}&delivery={status}&limit=1000";
        return Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync(list)).Must(200).Items.Count, n => n == count);
    }

    /// <summary>About 205 kB.</summary>
    internal static object Fat(string url) => new
    {
        work = new { title = "七里香", type = "music" },
        target = new { url },
        evidence = Enumerable.Range(0, 50).Select(i => new
        {
            kind = "screenshot", sha256 = Sample.Sha256, url = $"https://evidence.example/{i}/{new string('a', 3950)}",
        }),
    };
}
