using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Recalls;

/// <summary>A platform confirms that it knows that a notice was taken back.</summary>
public sealed class KnownRecallTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Kind = "acknowledge-withdrawal";

    [Fact]
    public async Task Who_has_to_act_or_has_acted_is_asked_and_nobody_else()
    {
        var (platform, claimant, ids) = await NewAsync("asked.example");
        await platform.SayAsync(ids[0], "action-taken", "removed");
        await platform.SayAsync(ids[1], "rejected", reason: new { code = "licensed" });
        await platform.SayAsync(ids[2], "acknowledged");
        await RecallAsync(claimant, ids);
        var due = await server.NowAsync() + TimeSpan.FromHours(4);
        foreach (var asked in (Guid[])[ids[0], ids[2], ids[3]])
        {
            var notice = await platform.NoticeAsync(asked);
            Assert.Equal(due, notice["deadlines"]!.Time("acknowledgeWithdrawal"), TimeSpan.FromMinutes(5));
            Assert.Equal("running", notice["sla"].Text("acknowledgeWithdrawal"));
        }
        Assert.Null((await platform.NoticeAsync(ids[1]))["sla"]!["acknowledgeWithdrawal"]);
        Assert.Equal(
            [("restore", ids[0]), (Kind, ids[2]), (Kind, ids[3])],
            (await platform.FeedAsync()).Where(e => e.Text("type") == "withdrawn")
                .Select(e => (e.Text("deadline"), e.Id("noticeId"))).OrderBy(e => e.Item2));
        // What waits for the platform is in its queue, and what it refused is not.
        Assert.Equal([ids[0], ids[2], ids[3]], await QueueAsync(platform));
    }

    [Fact]
    public async Task It_is_confirmed_once_and_leaves_the_queue()
    {
        var (platform, claimant, ids) = await NewAsync("known.example");
        await platform.SayAsync(ids[0], "action-taken", "removed");
        await RecallAsync(claimant, ids);
        Assert.Equal(4, (await QueueAsync(platform)).Count);
        Assert.Equal("applied", await platform.SayAsync(ids[1], "acknowledged"));
        Assert.Equal("unchanged", await platform.SayAsync(ids[1], "acknowledged"));
        var notice = await claimant.NoticeAsync(ids[1]);
        Assert.Equal(("withdrawn", "met"), (notice.Text("state"), notice["sla"].Text("acknowledgeWithdrawal")));
        var entry = (await claimant.Api.GetAsync($"/v1/notices/{ids[1]}/timeline")).Must(200).Items[^1];
        Assert.Equal(("acknowledged", Kind), (entry.Text("type"), entry.Text("deadline")));
        // To restore is to know, and so is to say that there is a measure to end.
        Assert.Equal("applied", await platform.SayAsync(ids[0], "restored"));
        Assert.Equal("applied", await platform.SayAsync(ids[2], "action-taken", "removed"));
        foreach (var id in (Guid[])[ids[0], ids[2]])
            Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("acknowledgeWithdrawal"));
        Assert.Equal([ids[2], ids[3]], await QueueAsync(platform));
    }

    [Fact]
    public async Task To_confirm_it_changes_nothing_of_the_decision_before()
    {
        var (platform, claimant, ids) = await NewAsync("stands.example");
        await platform.RemoveAsync(ids[0], "pirate");
        await RecallAsync(claimant, ids);
        Assert.Equal("applied", await platform.SayAsync(
            ids[0], "acknowledged", reason: new { code = "licensed", text = "We see." },
            account: new { id = "somebody" }));
        var notice = await platform.NoticeAsync(ids[0]);
        Assert.Equal(("restore-due", "pirate"), (notice.Text("state"), notice["account"].Text("id")));
        Assert.Null(notice["reason"]);
    }

    [Fact]
    public async Task Silence_is_a_breach_on_record_and_a_measure_that_stays_is_before_the_regulator()
    {
        var (platform, claimant, ids) = await NewAsync("silent.example");
        await platform.SayAsync(ids[0], "action-taken", "removed");
        await RecallAsync(claimant, ids);
        await server.AdvanceAsync("PT30H");
        var entries = (await claimant.Api.GetAsync($"/v1/notices/{ids[0]}/timeline")).Must(200).Items;
        Assert.Equal(
            [Kind, "restore", "restore"],
            entries.TakeLast(3).Select(e => e.Text("deadline")).Order(StringComparer.Ordinal));
        Assert.Equal("deadline-breached", (await claimant.TimelineAsync(ids[1]))[^1]);
        Assert.Equal(
            ["restore"],
            (await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(200).Items
                .Select(e => e.Text("deadline")));
        Assert.Equal("applied", await platform.SayAsync(ids[1], "acknowledged"));
        Assert.Equal("late", (await claimant.NoticeAsync(ids[1]))["sla"].Text("acknowledgeWithdrawal"));
    }

    private static async Task RecallAsync(Organisation claimant, IReadOnlyList<Guid> ids) =>
        Assert.Equal("done", (await claimant.Api.PostAsync("/v1/recalls", new { noticeIds = ids })).Must(200)
            .Json.Text("state"));

    private static async Task<IReadOnlyList<Guid>> QueueAsync(Organisation platform) =>
        [.. (await platform.Api.GetAsync("/v1/inbox/queue")).Must(200).Items.Select(i => i.Id("noticeId")).Order()];

    private async Task<(Organisation Platform, Organisation Claimant, IReadOnlyList<Guid> Ids)> NewAsync(string host)
    {
        var (platform, claimant) = (await server.PlatformAsync(host), await server.ClaimantAsync());
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/{i}")));
        return (platform, claimant, ids);
    }
}
