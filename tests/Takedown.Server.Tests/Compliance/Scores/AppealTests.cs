using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance.Scores;

/// <summary>Appeals against scores: filed by the organisation scored, decided by a person of a regulator.</summary>
public sealed class AppealTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Appeals = "/v1/accountability/appeals";

    [Fact]
    public async Task An_upheld_appeal_takes_its_notices_out_of_the_score_and_shows_them_as_excluded()
    {
        var (platform, claimant, ids) = await RefusedAsync("upheld.example", "CN-410100", 2);
        var regulator = await server.RegulatorAsync("CN-410000");
        var officer = await server.OfficerAsync(regulator);
        var appeal = (await claimant.Api.PostAsync(Appeals, new
        {
            part = "refused", notices = new[] { ids[0] }, text = "The platform has admitted its error by letter.",
        })).Must(201).Json;
        var path = $"{Appeals}/{appeal.Id("id")}";
        Assert.Equal(2, await RefusedOfAsync(claimant));

        var decided = (await officer.PostAsync(path + "/decision", new
        {
            outcome = "upheld", text = "The letter says so.",
        })).Must(200).Json;
        Assert.Equal(
            ("upheld", "The letter says so.", $"officer of {regulator.Id}"),
            (decided["decision"].Text("outcome"), decided["decision"].Text("text"),
                decided["decision"].Text("person")));
        Assert.True(decided["notices"]![0]!["excluded"]!.GetValue<bool>());
        var score = (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}")).Must(200).Json;
        Assert.Equal((1, 1), (score.Long("refused"), score["excluded"].Long("refused")));
        var behind = (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}/notices?part=refused"))
            .Must(200).Items;
        Assert.Equal(
            [(ids[1], false), (ids[0], true)],
            behind.Select(n => (n!.Id("noticeId"), n!["excluded"] is not null)));
        Assert.Equal(appeal.Id("id"), behind[1]!.Id("appealId"));
        // The figures of the counters stay as they are.
        Assert.Equal(2, (await claimant.Api.GetAsync("/v1/compliance/notifiers")).Must(200).Items[0].Long("refused"));
        var told = (await claimant.FeedAsync())[^1];
        Assert.Equal(
            ("score-appeal-decided", "upheld"), (told.Text("type"), told["reason"].Text("code")));
        Assert.Equal((409, "appeal.decided"), Fault(await officer.PostAsync(path + "/decision", new
        {
            outcome = "dismissed", text = "x",
        })));
        Assert.Contains(
            (await server.Operator.GetAsync($"/v1/audit?object={appeal.Id("id")}&limit=1000")).Must(200).Items,
            a => a!.Text("act") == "score-appeal.decide");
        Assert.NotEqual(Guid.Empty, platform.Id);
    }

    [Fact]
    public async Task A_platform_appeals_about_a_whole_part_and_a_dismissed_appeal_changes_nothing()
    {
        var platform = await server.PlatformAsync("late-appeal.example", new { region = "CN-420100" });
        var claimant = await server.ClaimantAsync();
        for (var i = 0; i < 3; i++)
            await claimant.DeliverAsync(platform, Sample.Notice($"https://late-appeal.example/{i}"));
        await server.AdvanceAsync("P10D");
        var regulator = await server.RegulatorAsync("CN-420000");
        var officer = await server.OfficerAsync(regulator);
        var appeal = (await platform.Api.PostAsync(Appeals, new
        {
            part = "late", text = "The data centre was flooded.",
        })).Must(201).Json;
        Assert.Equal(3, appeal["notices"]!.AsArray().Count);
        var listed = (await officer.GetAsync(Appeals + "?open=true")).Must(200).Items;
        Assert.Equal(appeal.Id("id"), Assert.Single(listed).Id("id"));

        (await officer.PostAsync($"{Appeals}/{appeal.Id("id")}/decision", new
        {
            outcome = "dismissed", text = "Two other data centres ran.",
        })).Must(200);
        var score = (await platform.Api.GetAsync($"/v1/accountability/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal((3, 0), (score.Long("late"), score["excluded"].Long("late")));
        Assert.Equal("score-appeal-decided", (await platform.FeedAsync())[^1].Text("type"));
        Assert.Equal((409, "appeal.repeated"), Fault(await platform.Api.PostAsync(Appeals, new
        {
            part = "late", text = "Again.",
        })));
        Assert.Empty((await officer.GetAsync(Appeals + "?open=true")).Must(200).Items);
    }

    [Fact]
    public async Task Only_the_right_body_sees_and_decides_and_only_a_person()
    {
        var (_, claimant, ids) = await RefusedAsync("body.example", "CN-430100", 1);
        var right = await server.RegulatorAsync("CN-430000");
        var appeal = (await claimant.Api.PostAsync(Appeals, new
        {
            notices = ids, text = "Wrong.",
        })).Must(201).Json;
        var path = $"{Appeals}/{appeal.Id("id")}";
        var decision = new { outcome = "upheld", text = "x" };
        var wrong = new[]
        {
            await server.RegulatorAsync("CN-440000"), await server.RegulatorAsync("CN-430000", "police"),
        };
        foreach (var body in wrong)
        {
            Assert.Equal(404, (await body.Api.GetAsync(path)).Status);
            Assert.Equal(404, (await (await server.OfficerAsync(body)).PostAsync(path + "/decision", decision)).Status);
        }
        Assert.Equal(404, (await (await server.ClaimantAsync()).Api.GetAsync(path)).Status);
        Assert.Equal(403, (await claimant.Api.PostAsync(path + "/decision", decision)).Status);
        Assert.Equal((403, "person.required"), Fault(await right.Api.PostAsync(path + "/decision", decision)));
        var officer = await server.OfficerAsync(right);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => officer.PostAsync(path + "/decision", decision)));
        Assert.Equal([200, 409, 409, 409], both.Select(a => a.Status).Order());
        Assert.Equal(0, await RefusedOfAsync(claimant));
    }

    [Fact]
    public async Task What_is_not_in_the_score_or_was_appealed_is_refused()
    {
        var (platform, claimant, ids) = await RefusedAsync("not-in.example", "CN-450100", 1);
        await server.RegulatorAsync("CN-450000");
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://not-in.example/open"));
        var (_, _, foreign) = await RefusedAsync("foreign.example", "CN-450100", 1);
        foreach (var id in new[] { open, foreign[0], NewId.Next() })
        {
            Assert.Equal(["/notices/1 appeal.not-in-score"], (await claimant.Api.PostAsync(Appeals, new
            {
                notices = new[] { ids[0], id }, text = "x",
            })).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
        }
        Assert.Equal((409, "appeal.nothing"), Fault(await claimant.Api.PostAsync(Appeals, new
        {
            part = "reversed", text = "x",
        })));
        // Several at once: one is filed.
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => claimant.Api.PostAsync(Appeals, new
        {
            notices = ids, text = "x",
        })));
        Assert.Equal([201, 409, 409, 409], all.Select(a => a.Status).Order());
    }

    [Theory]
    [InlineData("""{"part":"refused"}""", "/text field.required")]
    [InlineData("""{"text":"x"}""", "/notices field.required")]
    [InlineData("""{"notices":[],"text":"x"}""", "/notices field.required")]
    [InlineData("""{"part":"late","text":"x"}""", "/part value.unknown")]
    [InlineData("""{"part":"duplicate","text":"x"}""", "/part value.unknown")]
    [InlineData("""{"part":"refused","text":"x","notice":1}""", "/notice field.unknown")]
    public async Task Bad_appeals_are_refused(string body, string fault)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.Api.SendAsync(HttpMethod.Post, Appeals, body, Bodies.Json)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    private async Task<(Organisation Platform, Organisation Claimant, List<Guid> Ids)> RefusedAsync(
        string host, string region, int count)
    {
        var platform = await server.PlatformAsync(host, new { region });
        var claimant = await server.ClaimantAsync(more: new { region });
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/{i}")));
            await platform.SayAsync(ids[i], "rejected", reason: new { code = "licensed" });
        }
        return (platform, claimant, ids);
    }

    private static async Task<long> RefusedOfAsync(Organisation claimant) =>
        (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}")).Must(200).Json.Long("refused");

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
