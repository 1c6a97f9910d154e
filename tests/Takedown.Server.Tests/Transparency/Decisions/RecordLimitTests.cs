using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>How much of the public record an address and a researcher may ask for.</summary>
public sealed class RecordLimitTests
{
    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_ask_again_and_a_researcher_may_ask_more()
    {
        await using var own = await Disposable.StartAsync(
            ("Takedown:Transparency:Publish", "counts"), ("Takedown:Transparency:RequestsPerMinute", "4"),
            ("Takedown:Transparency:ReaderRequestsPerMinute", "30"));
        const string Path = "/v1/transparency/counts";
        var client = own.Server.Anonymous.Client;
        for (var i = 0; i < 4; i++) (await own.Server.Anonymous.GetAsync(Path)).Must(200);
        using (var refused = await client.GetAsync(Path))
        {
            Assert.Equal(429, (int)refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.StartsWith("\"recordRequests\";r=0;t=",
                refused.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
            Assert.Equal("\"recordRequests\";q=4;w=60", refused.Headers.GetValues("RateLimit-Policy").Single());
        }
        // Every path of the record has the same bucket, and what else is public has its own.
        Assert.Equal("recordRequests", (await own.Server.Anonymous.PostAsync(
            "/v1/transparency/corrections", new { })).Must(429).Json.Text("limit"));
        (await own.Server.Anonymous.GetAsync("/v1/bodies")).Must(200);
        using (var browser = new Browser(own.Server.Address))
        {
            var page = (await browser.GetAsync("/public/counts")).Must(429);
            Assert.Contains("Too many requests", page.Text, StringComparison.Ordinal);
        }
        var key = (await own.Server.Operator.PostAsync("/v1/transparency/readers", new { name = "x" })).Must(201)
            .Json.Text("key");
        var reader = own.Server.With(key);
        var asked = 0;
        Answer answer;
        do answer = await reader.GetAsync(Path);
        while (answer.Status == 200 && asked++ < 100);
        Assert.Equal(("readerRequests", 429), (answer.Json.Text("limit"), answer.Status));
        Assert.InRange(asked, 30, 60);
        (await own.Server.Operator.GetAsync(Path)).Must(200);
        Assert.Contains("takedown_limited_total{limit=\"recordRequests\"} ",
            (await own.Server.Anonymous.GetAsync("/metrics")).Must(200).Body, StringComparison.Ordinal);
    }
}
