using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Confirmations;

/// <summary>What has come on the list of what is never claimed since it was submitted is not confirmed.</summary>
public sealed class NeverTouchedTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_is_refused_as_at_intake_and_withdrawn_and_nothing_is_sent()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("never.example"));
        var second = await SecondAsync(claimant);
        var (id, other) = (
            await claimant.AcceptAsync(Sample.Notice("https://never.example/")),
            await claimant.AcceptAsync(Sample.Notice("https://never.example:8443/")));
        // Somebody else's list says nothing about it.
        await PutAsync(await server.ClaimantAsync(), new { host = "never.example" });
        await PutAsync(claimant, new { url = "https://never.example/" });
        var path = $"/v1/notices/{id}/confirmation";
        Assert.Equal((409, "confirmation.same-person"), Fault(await claimant.Api.PostAsync(path, new { })));
        Assert.Equal("accepted", await claimant.StateAsync(id));

        var refused = await second.PostAsync(path, new { });
        Assert.Equal((409, "target.never-touch"), Fault(refused));
        Assert.Contains("https://never.example/", refused.Json.Text("title"), StringComparison.Ordinal);
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("withdrawn", "withdrawn"), (notice.Text("state"), notice["confirmation"].Text("status")));
        Assert.Equal((409, "transition.not-allowed"), Fault(await second.PostAsync(path, new { })));
        (await second.PostAsync($"/v1/notices/{other}/confirmation", new { })).Must(200);
        var items = await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == other));
        await server.AdvanceAsync("PT2M");
        Assert.Equal(
            [other], (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Select(i => i!.Id("noticeId")));
        Assert.Single(items);
    }

    [Fact]
    public async Task Of_many_only_those_that_are_covered_now_are_refused()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("some.example"));
        var second = await SecondAsync(claimant);
        var ids = new List<Guid>();
        foreach (var port in new[] { 8443, 8444, 8445 })
            ids.Add(await claimant.AcceptAsync(Sample.Notice($"https://some.example:{port}/")));
        var yesterday = DateOnly.FromDateTime((await server.NowAsync()).UtcDateTime.AddDays(-1)).ToString("O");
        await PutAsync(
            claimant, new { url = "https://some.example:8444/" },
            new { url = "https://some.example:8445/", until = yesterday });
        var answer = (await second.PostAsync("/v1/confirmations", new { noticeIds = ids })).Must(200).Json["results"]!;
        Assert.Equal([null, "target.never-touch", null], answer.AsArray().Select(r => r!["code"]?.GetValue<string>()));
        Assert.Contains("8444", answer[1].Text("message"), StringComparison.Ordinal);
        await platform.InboxUntilAsync(all => all.Count == 2);
    }

    private async Task<Api> SecondAsync(Organisation claimant) => server.With(
        (await claimant.Api.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { name = "second" })).Must(201)
            .Json.Text("key"));

    private static async Task PutAsync(Organisation claimant, params object[] entries) =>
        (await claimant.Api.PutAsync("/v1/never-touch", new { entries })).Must(200);

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
