using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>The accused files its counter-notice itself, over a link that its platform handed to it.</summary>
public sealed class CounterNoticeLinkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_link_is_good_once_and_needs_no_key()
    {
        var (platform, claimant, id) = await server.RemovedAsync("link.example");
        var link = (await MakeAsync(platform, id)).Must(201).Json;
        Assert.EndsWith(
            $"/console/counter-notice?link={link.Text("code")}", link.Text("url"), StringComparison.Ordinal);

        var filed = (await FileAsync(link.Text("code"))).Must(201).Json;
        Assert.Equal(
            ("accused", "awaiting-claimant", id),
            (filed.Text("filedBy"), filed.Item().Text("state"), filed.Item().Id("noticeId")));
        Assert.Equal((404, "link.used"), Fault(await FileAsync(link.Text("code"))));
        Assert.Equal("awaiting-claimant", await claimant.StateAsync(id));
        Assert.False(!TestStore.IsPostgres && await server.FilesContainAsync(link.Text("code")));
    }

    [Fact]
    public async Task One_counter_notice_covers_the_same_work_on_several_platforms()
    {
        var (one, claimant, first) = await server.RemovedAsync("first.example");
        var other = await server.PlatformAsync("second.example");
        var second = await claimant.DeliverAsync(other, Sample.Notice("https://second.example/1", account: "wangwei"));
        await other.RemoveAsync(second, "wangwei");
        var codes = new[]
        {
            (await MakeAsync(one, first)).Json.Text("code"), (await MakeAsync(other, second)).Json.Text("code"),
        };

        var filed = (await FileAsync(codes)).Must(201).Json;
        Assert.Equal(
            [first, second], filed["notices"]!.AsArray().Select(n => n.Id("noticeId")).OrderBy(id => id));
        // Each platform sees its own notice, the claimant both.
        Assert.Equal([first], await NoticesAsync(one));
        Assert.Equal([second], await NoticesAsync(other));
        Assert.Equal([first, second], await NoticesAsync(claimant));
    }

    [Fact]
    public async Task Expired_unknown_and_of_another_notice_it_is_refused()
    {
        var (platform, _, id) = await server.RemovedAsync("expired.example");
        Assert.Equal(404, (await MakeAsync((await server.RemovedAsync("foreign.example")).Platform, id)).Status);
        Assert.Equal(400, (await platform.Api.PostAsync(
            $"/v1/notices/{id}/counter-notice-links", new { validFor = "P31D" })).Status);
        var link = (await MakeAsync(platform, id)).Json.Text("code");
        Assert.Equal((404, "link.unknown"), Fault(await FileAsync("nobody-made-this")));
        var body = CounterNoticing.Of(NewId.Next());
        body["links"] = new[] { link };
        Assert.Equal(400, (await server.Anonymous.PostAsync("/v1/counter-notices/with-links", body)).Status);
        await server.AdvanceAsync("P15D");
        Assert.Equal((404, "link.expired"), Fault(await FileAsync(link)));
    }

    [Fact]
    public async Task Two_at_one_moment_use_it_once()
    {
        var (platform, claimant, id) = await server.RemovedAsync("moment.example");
        var code = (await MakeAsync(platform, id)).Json.Text("code");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FileAsync(code)));
        Assert.Equal([201, 404, 404, 404], answers.Select(a => a.Status).Order());
        Assert.Equal(1, (await claimant.TimelineAsync(id)).Count(t => t == "counter-noticed"));
    }

    private static Task<Answer> MakeAsync(Organisation platform, Guid id) =>
        platform.Api.PostAsync($"/v1/notices/{id}/counter-notice-links", new { });

    private Task<Answer> FileAsync(params string[] codes)
    {
        var body = CounterNoticing.Of();
        body.Remove("noticeIds");
        body["links"] = codes;
        return server.Anonymous.PostAsync("/v1/counter-notices/with-links", body);
    }

    private static (int, string) Fault(Answer answer) => (answer.Status, answer.Json.Text("code"));

    private static async Task<IReadOnlyList<Guid>> NoticesAsync(Organisation reader) =>
        [.. (await reader.Api.GetAsync("/v1/counter-notices")).Must(200).Items
            .SelectMany(c => c!["notices"]!.AsArray()).Select(n => n.Id("noticeId")).Order()];
}
