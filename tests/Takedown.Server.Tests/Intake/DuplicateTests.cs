using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Same claimant, same canonical target, same work, still open: one notice.</summary>
public sealed class DuplicateTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Inside_one_batch_the_first_stands_and_the_others_name_it()
    {
        var (claimant, host, platform) = await SetUpAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice($"https://{host}/v?id=1", "a"), Sample.Notice($"https://{host}/v?id=2", "b"),
            Sample.Notice($"https://{host}/v?id=1", "c"));
        Assert.Equal(["accepted", "accepted", "duplicate"], answer.Statuses());
        Assert.Equal((3, 2, 1, 0), answer.Counts());
        Assert.Equal(answer.NoticeId(0), answer.NoticeId(2));
        Assert.Equal("c", answer.Results()[2]!["clientRef"]!.GetValue<string>());
        Assert.Equal(2, (await platform.InboxUntilAsync(items => items.Count >= 2)).Count);
    }

    [Theory]
    [InlineData("HTTPS://{0}/v/1")]
    [InlineData("http://{0}/v/1")]
    [InlineData("https://{0}:443/v/1")]
    [InlineData("https://{0}/v/./x/../1")]
    [InlineData("https://{0}/v/1#part")]
    [InlineData("https://{0}/v/1?utm_source=mail")]
    [InlineData("https://{0}/%76/1")]
    public async Task Another_spelling_of_the_URL_is_the_same_target(string url)
    {
        var (claimant, host, _) = await SetUpAsync();
        var first = await claimant.SubmitAsync(Sample.Notice($"https://{host}/v/1"));
        var second = await claimant.SubmitAsync(
            Sample.Notice(url.Replace("{0}", host.ToUpperInvariant(), StringComparison.Ordinal)));
        Assert.Equal(["duplicate"], second.Statuses());
        Assert.Equal(first.NoticeId(), second.NoticeId());
    }

    [Fact]
    public async Task Another_target_another_work_or_another_claimant_is_no_duplicate()
    {
        var (claimant, host, _) = await SetUpAsync();
        var other = await server.ClaimantAsync("Other Ltd");
        await claimant.SubmitAsync(Sample.Notice($"https://{host}/v/1"));
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(Sample.Notice($"https://{host}/V/1"))).Statuses());
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(Sample.Notice($"https://{host}/v/1?id=1"))).Statuses());
        Assert.Equal(
            ["accepted"], (await claimant.SubmitAsync(Sample.Notice($"https://{host}/v/1", title: "晴天"))).Statuses());
        Assert.Equal(
            ["duplicate"],
            (await claimant.SubmitAsync(Sample.Notice($"https://{host}/v/1", title: " 七里香 "))).Statuses());
        Assert.Equal(["accepted"], (await other.SubmitAsync(Sample.Notice($"https://{host}/v/1"))).Statuses());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    public async Task While_the_first_is_being_answered_an_item_names_it_or_is_a_new_notice(int headStart)
    {
        var (claimant, host, platform) = await SetUpAsync();
        const int Many = 400;
        object[] notices = [.. Enumerable.Range(0, Many).Select(i => Sample.Notice($"https://{host}/{i}"))];
        var firsts = (await claimant.SubmitAsync(notices)).Results().Select(r => r.Id("noticeId")).ToList();
        await platform.InboxUntilAsync(items => items.Count >= Many);

        var again = claimant.SubmitAsync(notices);
        await Task.Delay(TimeSpan.FromMilliseconds(headStart), TimeProvider.System);
        await platform.RespondAsync(
            [.. firsts.Select(noticeId => (object)new { noticeId, response = "action-taken", measure = "removed" })]);

        Assert.All((await again).Results().Zip(firsts), pair => Assert.Equal(
            pair.First.Text("status") == "duplicate" ? "the first" : "a new one",
            pair.First.Id("noticeId") == pair.Second
                ? "the first"
                : pair.First.Id("noticeId") == Guid.Empty
                ? "none"
                : "a new one"));
    }

    [Fact]
    public async Task Over_many_batches_at_the_same_moment_exactly_one_is_accepted()
    {
        var (claimant, host, platform) = await SetUpAsync();
        const int Each = 60;
        object[] Notices() => [.. Enumerable.Range(0, Each).Select(i => Sample.Notice($"https://{host}/{i}"))];

        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => claimant.SubmitAsync(i % 2 == 0 ? Notices() : [.. Notices().Reverse()])));

        var results = answers.SelectMany(a => a.Results()).ToList();
        var accepted = results.Where(r => r!["status"]!.GetValue<string>() == "accepted")
            .Select(r => r!["noticeId"]!.GetValue<Guid>()).ToList();
        Assert.Equal(Each, accepted.Count);
        Assert.Equal(Each * 9, results.Count(r => r!["status"]!.GetValue<string>() == "duplicate"));
        Assert.Equal(accepted.Order(), results.Select(r => r!["noticeId"]!.GetValue<Guid>()).Distinct().Order());
        Assert.Equal(Each, (await platform.InboxUntilAsync(items => items.Count >= Each)).Count);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("withdrawn")]
    [InlineData("rejected")]
    public async Task Once_the_first_is_over_the_same_claim_is_taken_again(string end)
    {
        var (claimant, host, platform) = await SetUpAsync();
        var notice = Sample.Notice($"https://{host}/v/1");
        var first = await claimant.DeliverAsync(platform, notice);
        Assert.Equal(["duplicate"], (await claimant.SubmitAsync(notice)).Statuses());
        switch (end)
        {
            case "removed":
                Assert.Equal("applied", await platform.SayAsync(first, "action-taken", "removed"));
                break;
            case "rejected":
                Assert.Equal("applied", await platform.SayAsync(first, "rejected", reason: new { code = "licensed" }));
                break;
            default:
                (await claimant.Api.PostAsync($"/v1/notices/{first}/withdrawal", new { })).Must(200);
                break;
        }
        Assert.Equal(end, await claimant.StateAsync(first));

        var second = await claimant.SubmitAsync(notice);
        Assert.Equal(["accepted"], second.Statuses());
        Assert.NotEqual(first, second.NoticeId());
        Assert.Equal(["duplicate"], (await claimant.SubmitAsync(notice)).Statuses());
    }

    [Fact]
    public async Task A_duplicate_starts_no_clock_and_sends_nothing()
    {
        var (claimant, host, platform) = await SetUpAsync();
        var notice = Sample.Notice($"https://{host}/v/1");
        var id = await claimant.DeliverAsync(platform, notice);
        var before = (await claimant.NoticeAsync(id)).ToJsonString();
        var timeline = await claimant.TimelineAsync(id);
        await claimant.SubmitAsync(notice, notice, notice);
        Assert.Equal(before, (await claimant.NoticeAsync(id)).ToJsonString());
        Assert.Equal(timeline, await claimant.TimelineAsync(id));
    }

    private async Task<(Organisation Claimant, string Host, Organisation Platform)> SetUpAsync()
    {
        var host = Bodies.NewHost("twice");
        var platform = await server.PlatformAsync(host);
        return (await server.ClaimantAsync(), host, platform);
    }
}
