using Takedown.Server.Tests.Harness;

namespace Takedown.Browser.Tests;

/// <summary>A server with a world that has something on every page, and a browser.</summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly string[] Titles =
        ["七里香", "Harbour Lights", "长河谣", "The Long Road", "灯塔", "<script>alert(1)</script>"];

    private readonly Chromium chromium = new();

    public TestServer Server { get; private set; } = null!;

    public Microsoft.Playwright.IBrowser Browser => chromium.Browser;

    /// <summary>A key for each kind of reader.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        await chromium.InitializeAsync();
        Server = await TestServer.StartAsync(
            ("Takedown:Transparency:Publish", "notices"), ("Takedown:Transparency:RequestsPerMinute", "100000"));
        // A crawl calls more often in a minute than a person does.
        (await Server.Operator.PutAsync("/v1/limits", new { requestsPerMinute = 1_000_000, requestsAtOnce = 500 }))
            .Must(200);
        var prompt = await Server.PlatformAsync("prompt.example", new { name = "澄湖短视频", serviceType = "short-video" });
        var silent = await Server.PlatformAsync("silent.example", new { name = "雾岭网盘", serviceType = "cloud-disk" });
        var claimant = await Server.ClaimantAsync("海棠影音版权协会");
        var body = await Server.RegulatorAsync("CN-533100");
        Keys["operator"] = TestServer.OperatorKey;
        Keys["claimant"] = claimant.Key;
        Keys["platform"] = silent.Key;
        Keys["regulator"] = await PersonKeyAsync(body, "head");
        Keys["colleague"] = await PersonKeyAsync(body, "officer");
        // Nobody listens there, so that its page has failures.
        foreach (var reader in new[] { claimant, body })
        {
            (await reader.Api.PostAsync(
                "/v1/subscriptions", new { url = "http://127.0.0.1:9/events", description = "案件系统" })).Must(201);
        }
        foreach (var platform in new[] { prompt, silent }) await SendAsync(claimant, platform);
        await claimant.SubmitAsync(Sample.Notice("https://unknown.example/1"), Sample.Notice("nonsense"));
        await Server.AdvanceAsync("PT25H");
        await new RegulatorsDay(Server.With(Keys["regulator"])).RunAsync();
        // What a day has left behind, and a day that is not over.
        foreach (var platform in new[] { prompt, silent }) await SendAsync(claimant, platform, "today");
    }

    public async Task DisposeAsync()
    {
        if (Chromium.Path is null) return;
        await Server.DisposeAsync();
        await chromium.DisposeAsync();
    }

    private async Task<string> PersonKeyAsync(Organisation body, string role)
    {
        var person = (await Server.Operator.PostAsync(
            $"/v1/organisations/{body.Id}/people", new { name = "岩温", role })).Must(201).Json.Id("id");
        return (await Server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
    }

    private static async Task SendAsync(Organisation claimant, Organisation platform, string part = "")
    {
        var host = platform.Registered["hosts"]![0]!.GetValue<string>();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await claimant.AcceptAsync(Sample.Notice(
                $"https://{host}/{part}{i}", $"{part}{i}", title: Titles[i % Titles.Length],
                account: $"uploader-{i % 3}")));
        }
        await platform.InboxUntilAsync(items => items.Count >= ids.Count);
        if (host != "prompt.example") return;
        foreach (var id in ids.Take(8)) await platform.SayAsync(id, "action-taken", "removed");
        await platform.SayAsync(
            ids[8], "rejected", reason: new { code = "licensed", text = "The uploader has a licence." });
        await platform.SayAsync(
            ids[9], "information-requested", reason: new { code = "unclear-target", text = "Which?" });
    }
}
