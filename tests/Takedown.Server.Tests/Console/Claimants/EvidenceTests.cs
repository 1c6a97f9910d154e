using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>Files of evidence through the console: sent beside a table, added later, opened by the platform.</summary>
public sealed class EvidenceTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Heading = "clientRef,work.title,work.type,target.url,evidence.kind,evidence.sha256";

    [Fact]
    public async Task Screenshots_beside_a_table_are_found_by_name_or_hash_and_opened_by_the_platform()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("shots.example"));
        var (one, other, late) = (Proofs.Png("one", 900), Proofs.Png("other", 900), Proofs.Png("late", 900));
        var table = Encoding.UTF8.GetBytes(string.Join('\n',
            Heading,
            "\"shot,one.png\",七里香,music,https://shots.example/1,screenshot,\"shot,one.png\"",
            $"R-2,晴天,music,https://shots.example/2,screenshot,{Proofs.HashOf(other)}",
            $"R-3,晴天,music,https://shots.example/3,screenshot,{Proofs.HashOf(late)}"));
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = (await browser.GetAsync("/console/upload")).Must(200);

        var tried = (await SendAsync(browser, page, "try", table, one, other)).Must(200);
        Assert.Contains("3 would be accepted", tried.Text, StringComparison.Ordinal);
        Assert.Contains(Proofs.HashOf(one), tried.Text, StringComparison.Ordinal);
        (await claimant.Api.GetAsync($"/v1/evidence/{Proofs.HashOf(one)}")).Must(404);

        var sent = (await SendAsync(browser, tried, "send", table, one, other)).Must(302);
        var batch = (await browser.FollowAsync(sent)).Must(200);
        Assert.Contains("2 files of evidence are stored.", batch.Text, StringComparison.Ordinal);
        var inbox = await platform.InboxUntilAsync(items => items.Count == 3);
        var named = inbox.Single(i => i["notice"].Text("clientRef") == "shot,one.png");
        Assert.Equal(Proofs.HashOf(one), named["notice"]!["evidence"]![0].Text("sha256"));

        using var reader = await Browser.OpenAsync(server, platform.Key);
        var seen = (await reader.GetAsync($"/console/notices/{named.Id("noticeId")}")).Must(200);
        var link = seen.Links.Single(l => l.Contains("/evidence/", StringComparison.Ordinal));
        var (bytes, headers) = await DownloadAsync(reader, link);
        Assert.Equal(one, bytes);
        Assert.Equal($"attachment; filename=\"{Proofs.HashOf(one)}.png\"", headers["Content-Disposition"]);
        Assert.Equal("sandbox; default-src 'none'", headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);

        var awaiting = inbox.Single(i => i["notice"].Text("clientRef") == "R-3").Id("noticeId");
        await AddLateAsync(browser, awaiting, late, one);
        Assert.Equal("stored", (await platform.NoticeAsync(awaiting))["evidence"]![0].Text("state"));
    }

    private static async Task AddLateAsync(Browser browser, Guid notice, byte[] late, byte[] other)
    {
        var path = $"/console/notices/{notice}";
        var page = (await browser.GetAsync(path, "zh-CN")).Must(200);
        Assert.Contains("待补交", page.Text, StringComparison.Ordinal);
        await browser.PostFileAsync(page, "evidence", "evidence", "other.png", other);
        var refused = (await browser.GetAsync(path)).Must(200);
        Assert.Contains("The notice does not name this file.", refused.Text, StringComparison.Ordinal);
        (await browser.PostFileAsync(refused, "evidence", "evidence", "late.png", late)).Must(302);
        Assert.Empty((await browser.GetAsync(path)).Must(200).Html.QuerySelectorAll("#evidence"));
    }

    private static Task<Seen> SendAsync(
        Browser browser, Seen page, string mode, byte[] table, byte[] one, byte[] other)
    {
        var form = new MultipartFormDataContent();
        foreach (var name in new[] { "_token", "_once" })
            form.Add(new StringContent(page.One($"#upload input[name={name}]").GetAttribute("value")!), name);
        form.Add(new StringContent(mode), "mode");
        var shot = new ByteArrayContent(one) { Headers = { { "Content-Type", "image/png" } } };
        form.Add(shot, "evidence", "shot,one.png");
        form.Add(new ByteArrayContent(other), "evidence", "other.png");
        form.Add(new ByteArrayContent(table), "file", "table.csv");
        return browser.SendAsync(HttpMethod.Post, "/console/upload", form);
    }

    private async Task<(byte[] Bytes, Dictionary<string, string> Headers)> DownloadAsync(Browser browser, string link)
    {
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };
        using var answer = await client.GetAsync(link);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }
}
