using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>A proceeding keeps a measure: how long nobody asks, who says how it ended, and when it can have.</summary>
public sealed class ProceedingTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Judgment = new { kind = "judgment", sha256 = Sample.Sha256 };

    [Fact]
    public async Task After_half_a_year_it_is_asked_how_it_stands_and_the_measure_stays()
    {
        var (platform, claimant, id) = await HeldAsync("asked.example");
        var due = (await claimant.NoticeAsync(id))["deadlines"]!.Time("proceeding");
        Assert.Equal(await server.NowAsync() + TimeSpan.FromDays(184), due, TimeSpan.FromMinutes(5));
        Assert.Equal(due, (await ReadAsync(platform, id)).Must(200).Json.Time("reviewDue"));
        await server.AdvanceAsync("P183D");
        Assert.Equal("proceeding-filed", (await claimant.TimelineAsync(id))[^1]);

        await server.AdvanceAsync("P2D");
        var asked = (await claimant.FeedAsync())[^1];
        Assert.Equal(("proceeding-due", "litigation-hold"), (asked.Text("type"), asked.Text("state")));
        Assert.Equal(await server.NowAsync() + TimeSpan.FromDays(184), asked.Time("due"), TimeSpan.FromMinutes(5));
        await server.AdvanceAsync("P185D");
        Assert.Equal(
            ["proceeding-filed", "proceeding-due", "proceeding-due"], (await claimant.TimelineAsync(id)).TakeLast(3));
        Assert.Equal("litigation-hold", await platform.StateAsync(id));

        // Nobody is late, and what has ended is not asked for.
        (await EndAsync(claimant.Api, id, "upheld")).Must(200);
        await server.AdvanceAsync("P185D");
        Assert.Equal("proceeding-ended", (await claimant.TimelineAsync(id))[^1]);
        Assert.DoesNotContain("deadline-breached", await claimant.TimelineAsync(id));
        Assert.Null((await ReadAsync(platform, id)).Must(200).Json["reviewDue"]);
    }

    [Fact]
    public async Task A_person_of_the_responsible_body_says_how_it_ended_and_that_is_recorded()
    {
        var body = await server.RegulatorAsync("CN-533123");
        var above = await server.RegulatorAsync("CN-530000");
        var elsewhere = await server.RegulatorAsync("CN-110000");
        var market = await server.RegulatorAsync("CN-533124", "market");
        var (platform, claimant, id) = await HeldAsync("body.example");
        var before = await claimant.PrintAsync(id);
        Assert.Equal(body.Id, (await ReadAsync(body, id)).Must(200).Json.Id("responsibleId"));

        async Task RefusedAsync(Api by, int status, string? code = null)
        {
            var answer = await EndAsync(by, id, "dismissed");
            Assert.Equal((status, code ?? answer.Code), (answer.Status, answer.Code));
        }
        await RefusedAsync(await server.OfficerAsync(elsewhere), 404);
        await RefusedAsync(await server.OfficerAsync(market), 404);
        await RefusedAsync(await server.OfficerAsync(above), 403, "body.not-responsible");
        await RefusedAsync(body.Api, 403, "person.required");
        await RefusedAsync(await server.OfficerAsync(body, "reader"), 403);
        await RefusedAsync(platform.Api, 403);
        await RefusedAsync((await server.ClaimantAsync()).Api, 404);
        Assert.Equal(before, await claimant.PrintAsync(id));

        var ended = (await EndAsync(await server.OfficerAsync(body), id, "dismissed")).Must(200).Json;
        Assert.Equal(("restore-due", "dismissed"), (ended.Text("state"), ended.Text("outcome")));
        Assert.Equal("regulator", (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items[^1].Text("by"));
        var act = Assert.Single((await server.Operator.GetAsync($"/v1/audit?act=proceeding.end&object={id}")).Items)!;
        Assert.Equal((body.Id, "dismissed"), (act.Id("organisationId"), act["after"].Text("outcome")));
        await RefusedAsync(await server.OfficerAsync(body), 409, "transition.not-allowed");
        Assert.Equal(409, (await EndAsync(claimant.Api, id, "dismissed")).Status);
    }

    [Fact]
    public async Task A_proceeding_ends_neither_before_it_was_filed_nor_in_the_future()
    {
        var (_, claimant, id) = await HeldAsync("ended.example");
        var filed = (await ReadAsync(claimant, id)).Must(200).Json.Time("filedAt");
        await server.AdvanceAsync("P1D");
        var now = await server.NowAsync();
        var stranger = await server.ClaimantAsync();
        Assert.Equal(404, (await EndAsync(stranger.Api, id, "dismissed", filed.AddSeconds(-1))).Status);
        Assert.Equal(
            ("/endedAt", "proceeding.ended-before-filed"),
            Assert.Single((await EndAsync(claimant.Api, id, "dismissed", filed.AddSeconds(-1))).Must(400).Faults));
        Assert.Equal(
            ("/endedAt", "at.out-of-range"),
            Assert.Single((await EndAsync(claimant.Api, id, "dismissed", now.AddHours(1))).Must(400).Faults));
        Assert.Equal("litigation-hold", await claimant.StateAsync(id));
        (await EndAsync(claimant.Api, id, "dismissed", filed)).Must(200);
    }

    [Fact]
    public async Task A_later_version_of_the_regime_changes_nothing_about_what_was_filed()
    {
        var platform = await server.PlatformAsync(
            "later.example", new { country = "KR", region = "KR", regime = "kr-copyright" });
        var claimant = await server.ClaimantAsync();
        var (first, second) = (await KoreanAsync(claimant, platform, 1), await KoreanAsync(claimant, platform, 2));
        // The window is that of KR-COPY.
        var window = (await platform.CounterAsync(first)).Must(201).Json.Item().Time("counterWindow");
        Assert.Equal(await server.NowAsync() + TimeSpan.FromDays(7), window, TimeSpan.FromDays(1.1));

        var regime = (await server.Operator.GetAsync("/v1/regimes/kr-copyright")).Must(200).Json.AsObject();
        var rule = regime["counterNotice"]!.AsObject();
        rule["required"] = new JsonArray("/accused/name", "/accused/address");
        rule["stops"] = new JsonArray("complaint");
        (await server.Operator.PutAsync("/v1/regimes/kr-copyright", regime)).Must(200);
        (await platform.CounterAsync(second)).Must(201);

        var (old, later) = (await AccusedAsync(claimant, first), await AccusedAsync(claimant, second));
        Assert.Equal(("wang@user.example", null), (old.Text("email"), old["address"]?.GetValue<string>()));
        Assert.Equal((null, "2 Lake Road, Beijing"), (later["email"]?.GetValue<string>(), later.Text("address")));
        // What keeps the measure too: a suit under the former version, a complaint under the later one.
        var suit = CounterNoticing.Proceeding(await server.NowAsync());
        Assert.Equal(
            "proceeding.not-enough",
            (await claimant.Api.PostAsync($"/v1/notices/{second}/proceeding", suit)).Must(400).Faults.Single().Code);
        (await claimant.Api.PostAsync($"/v1/notices/{first}/proceeding", suit)).Must(200);
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> HeldAsync(string host)
    {
        var (platform, claimant, id) = await server.RemovedAsync(host);
        (await platform.CounterAsync(id)).Must(201);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()))).Must(200);
        return (platform, claimant, id);
    }

    private static async Task<Guid> KoreanAsync(Organisation claimant, Organisation platform, int i)
    {
        var id = await claimant.DeliverAsync(platform, new
        {
            work = new { title = "七里香", type = "music", registrationNo = "C-2024-1" },
            target = new { url = $"https://later.example/{i}" },
        });
        await platform.RemoveAsync(id, "pirate");
        return id;
    }

    private static async Task<JsonNode> AccusedAsync(Organisation claimant, Guid id) =>
        (await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200).Items.Single()!["accused"]!;

    private static Task<Answer> ReadAsync(Organisation reader, Guid id) =>
        reader.Api.GetAsync($"/v1/notices/{id}/proceeding");

    private static Task<Answer> EndAsync(Api by, Guid id, string outcome, DateTimeOffset? endedAt = null) =>
        by.PostAsync($"/v1/notices/{id}/proceeding-outcome", new { outcome, endedAt, document = Judgment });
}
