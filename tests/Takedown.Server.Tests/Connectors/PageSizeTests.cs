using System.Text;
using Takedown.Server.Tests.Delivery;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

/// <summary>A page ends at bytes as well as at a number, and next goes on.</summary>
public sealed class PageSizeTests(TestServer server) : IClassFixture<TestServer>
{
    private const int Max = 8_100_000;

    [Fact]
    public async Task An_inbox_page_of_fat_notices_ends_at_some_megabytes_and_goes_on()
    {
        var platform = await server.PlatformAsync("fatpage.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 100).Select(i => PushSizeTests.Fat($"https://fatpage.example/{i}")));
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 900).Select(i => Sample.Notice($"https://fatpage.example/small/{i}")));
        await DeliveredAsync(platform, 1000);

        var (seqs, after) = (new List<long>(), "0");
        for (var pages = 0; seqs.Count < 1000; pages++)
        {
            var page = (await platform.Api.GetAsync($"/v1/inbox?limit=1000&after={after}")).Must(200);
            Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 1, Max);
            Assert.NotEmpty(page.Items);
            Assert.True(pages < 6, "The pages are too short.");
            seqs.AddRange(page.Items.Select(i => i.Long("seq")));
            after = page.Json.Text("next");
        }
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), seqs);
    }

    [Fact]
    public async Task A_page_counts_bytes_and_not_characters()
    {
        var platform = await server.PlatformAsync("bytes.example");
        var claimant = await server.ClaimantAsync();
        var lines = string.Join('\n', Enumerable.Range(0, 700).Select(i =>
            $$"""{"work":{"title":"七里香","type":"music"},"target":{"url":"https://bytes.example/{{i}}"},"explanation":"{{
                new string('侵', 5000)}}","evidence":[{"kind":"screenshot","sha256":"{{Sample.Sha256}}"}]}"""));
        (await claimant.Api.SendAsync(HttpMethod.Post, "/v1/batches", lines, "application/x-ndjson")).Must(202);
        await DeliveredAsync(platform, 700);
        var page = (await platform.Api.GetAsync("/v1/inbox?limit=1000")).Must(200);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 6_000_000, Max);
        var rest = (await platform.Api.GetAsync($"/v1/inbox?limit=1000&after={page.Json.Text("next")}")).Must(200);
        Assert.Equal(700, page.Items.Count + rest.Items.Count);
    }

    [Fact]
    public async Task A_list_of_notices_with_long_supplements_ends_at_some_megabytes_and_goes_on()
    {
        var platform = await server.PlatformAsync("asked.example");
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 60).Select(i => Sample.Notice($"https://asked.example/{i}")));
        var items = await platform.InboxUntilAsync(i => i.Count == 60);
        await platform.RespondAsync([.. items.Select(i => (object)new
        {
            noticeId = i.Id("noticeId"), response = "information-requested", reason = new { code = "more" },
        })]);
        var evidence = Enumerable.Range(0, 50).Select(i => new
        {
            kind = "screenshot", sha256 = Sample.Sha256, url = $"https://evidence.example/{i}/{new string('a', 3950)}",
        });
        foreach (var item in items)
        {
            (await claimant.Api.PostAsync(
                $"/v1/notices/{item.Id("noticeId")}/supplement", new { text = "Here", evidence })).Must(200);
        }
        foreach (var list in new[] { $"/v1/notices?batch={batch}", "/v1/notices?state=acknowledged" })
        {
            var (found, after) = (0, "");
            do
            {
                var page = (await claimant.Api.GetAsync($"{list}&limit=1000{after}")).Must(200);
                Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 1, Max);
                found += page.Items.Count;
                after = page.Json["next"] is { } next ? $"&after={next}" : "";
            }
            while (after != "");
            Assert.Equal(60, found);
        }
        Assert.InRange(
            Encoding.UTF8.GetByteCount((await platform.Api.GetAsync("/v1/inbox?limit=1000")).Must(200).Body), 1, Max);
    }

    [Fact]
    public async Task Refused_items_come_back_whole_in_one_download_and_in_pages_that_end_at_bytes()
    {
        var claimant = await server.ClaimantAsync();
        var faulty = Enumerable.Range(0, 400).Select(i => (object)new
        {
            clientRef = $"f-{i}",
            work = new { title = "七里香", type = "music" },
            target = new { url = $"https://nobody-{i}.example/{i}" },
            explanation = new string('x', 4000),
            evidence = Enumerable.Range(0, 40).Select(e => new { kind = "NOT A TOKEN", sha256 = "no hash" }),
        }).ToArray();
        var batch = (await claimant.SubmitAsync(faulty)).Json.Id("id");
        var results = $"/v1/batches/{batch}/results";
        var resent = (await claimant.Api.GetAsync($"{results}?status=rejected&format=resend")).Must(200);
        Assert.Equal(400, resent.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var (found, after) = (new List<long>(), "");
        do
        {
            var page = (await claimant.Api.GetAsync($"{results}?limit=1000{after}")).Must(200);
            Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 1, Max);
            found.AddRange(page.Items.Select(i => i.Long("index")));
            after = page.Json["next"] is { } next ? $"&after={next}" : "";
        }
        while (after != "");
        Assert.Equal(Enumerable.Range(0, 400).Select(i => (long)i), found);
    }

    private Task<long> DeliveredAsync(Organisation platform, long count) => Following.WaitUntilAsync(
        async () => (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200)
            .Json.Long("delivered"),
        n => n == count);
}
