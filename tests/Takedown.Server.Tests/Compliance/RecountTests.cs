using Takedown.Server.Compliance;
using Takedown.Storage;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Compliance;

/// <summary>
/// After a random mix of days, answers, questions, withdrawals and silence: the counters say what anybody counts who
/// reads every timeline, and every timeline is a road of the transition table.
/// </summary>
public sealed class RecountTests(RecountTests.Mix mix) : IClassFixture<RecountTests.Mix>
{
    /// <summary>The mix, made once for all tests here.</summary>
    public sealed class Mix : IAsyncLifetime
    {
        private readonly TestServer server = new();

        public TestServer Server => server;

        public Organisation Claimant { get; private set; } = null!;

        public IReadOnlyList<Organisation> Platforms { get; private set; } = [];

        public Dictionary<Guid, IReadOnlyList<JsonNode>> Timelines { get; } = [];

        public Dictionary<Guid, JsonNode> Notices { get; } = [];

        public async Task InitializeAsync()
        {
            await server.InitializeAsync();
            Claimant = await server.ClaimantAsync(more: new { region = "CN-310101" });
            string[] regions = ["CN-533123", "CN-530102", "CN-110101"];
            Platforms = [.. await Task.WhenAll(
                regions.Select((region, p) => server.PlatformAsync($"mix{p}.example", new { region })))];
            await RandomMix.PlayAsync(server, Claimant, Platforms, new Random(20261126), rounds: 16);
            var after = "";
            do
            {
                var page = (await Claimant.Api.GetAsync($"/v1/notices?limit=1000{after}")).Must(200);
                foreach (var notice in page.Items) Notices[notice.Id("id")] = notice!;
                after = page.Json["next"] is { } next ? $"&after={next}" : "";
            }
            while (after != "");
            foreach (var id in Notices.Keys)
                Timelines[id] = [.. (await Claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items!];
        }

        public Task DisposeAsync() => server.DisposeAsync();
    }

    [Fact]
    public void The_mix_has_something_of_everything()
    {
        var states = mix.Notices.Values.Select(n => n.Text("state")).Distinct();
        Assert.Superset(
            new HashSet<string>
            {
                "delivered", "acknowledged", "removed", "rejected", "withdrawn", "escalated", "closed", "restore-due",
            },
            states.ToHashSet());
        var told = mix.Timelines.Values.SelectMany(t => t).Select(e => e.Text("type")).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "information-supplied", "information-expired", "deadline-at-risk", "deadline-breached", "restored",
            },
            told);
    }

    [Fact]
    public void Each_timeline_is_a_road_of_the_transition_table()
    {
        foreach (var (id, timeline) in mix.Timelines)
        {
            Assert.Equal("accepted", timeline[0].Text("type"));
            var state = NoticeState.Accepted;
            foreach (var entry in timeline.Skip(1))
            {
                var to = Enum.Parse<NoticeState>(
                    entry.Text("state").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                Assert.True(
                    to == state || Enum.GetValues<NoticeCommand>()
                        .Any(act => Lifecycle.Next(state, act) == (Outcome.Applied, to)),
                    $"{id}: {entry.Text("type")} led from {state} to {to}");
                state = to;
            }
            Assert.Equal(mix.Notices[id].Text("state"), timeline[^1].Text("state"));
            Assert.True(timeline.Zip(timeline.Skip(1)).All(p => p.First.Time("at") <= p.Second.Time("at")));
        }
    }

    [Fact]
    public async Task Each_platforms_counts_are_what_its_timelines_say()
    {
        foreach (var platform in mix.Platforms)
        {
            var counts = (await mix.Server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
            Assert.Equal(Recount.Of(mix, [platform.Id]), Recount.Read(counts));
            Assert.Equal(platform.Id, counts.Id("platformId"));
        }
    }

    [Fact]
    public async Task The_overview_is_the_sum_over_a_regulators_region()
    {
        var yunnan = await mix.Server.RegulatorAsync("CN-530000");
        var counts = (await yunnan.Api.GetAsync("/v1/compliance/overview")).Must(200).Json;
        Assert.Equal(Recount.Of(mix, [.. mix.Platforms.Take(2).Select(p => p.Id)]), Recount.Read(counts));
        Assert.Equal(2, counts.Long("platforms"));

        var listed = (await yunnan.Api.GetAsync("/v1/compliance/platforms")).Must(200).Items
            .Select(p => p.Id("platformId"));
        Assert.Equal(mix.Platforms.Take(2).Select(p => p.Id).Order(), listed.Order());
        (await yunnan.Api.GetAsync($"/v1/compliance/platforms/{mix.Platforms[2].Id}")).Must(404);
        (await yunnan.Api.GetAsync($"/v1/compliance/trend?platform={mix.Platforms[2].Id}")).Must(404);
        var everything = (await mix.Server.Operator.GetAsync("/v1/compliance/overview")).Must(200).Json;
        Assert.Equal(Recount.Of(mix, [.. mix.Platforms.Select(p => p.Id)]), Recount.Read(everything));
    }

    [Fact]
    public async Task By_the_claimants_region_its_body_counts_the_same_notices_on_all_platforms()
    {
        var everywhere = Recount.Of(mix, [.. mix.Platforms.Select(p => p.Id)]);
        foreach (var (region, counted) in new[] { ("CN-310000", everywhere), ("CN-320000", new Recount()) })
        {
            var body = await mix.Server.RegulatorAsync(region);
            Assert.Equal(counted, Recount.Read(
                (await body.Api.GetAsync("/v1/compliance/overview?by=claimant")).Must(200).Json));
        }
        foreach (var platform in mix.Platforms)
        {
            Assert.Equal(Recount.Of(mix, [platform.Id]), Recount.Read((await mix.Server.Operator.GetAsync(
                $"/v1/compliance/platforms/{platform.Id}?by=claimant")).Must(200).Json));
        }
    }

    [Fact]
    public async Task Days_add_up_and_a_period_is_the_sum_of_its_days()
    {
        var days = mix.Timelines.Values.SelectMany(t => t).Select(e => DateOnly.FromDateTime(e.Time("at").UtcDateTime))
            .Distinct().Order().ToList();
        var trend = (await mix.Server.Operator.GetAsync("/v1/compliance/trend?bucket=day"))
            .Must(200).Json["points"]!.AsArray();
        Assert.All(trend, point => Assert.Equal(
            Recount.Of(
                mix, [.. mix.Platforms.Select(p => p.Id)],
                day => day == DateOnly.Parse(point.Text("day"), CultureInfo.InvariantCulture)) with { Open = 0 },
            Recount.Read(point)));
        Assert.Subset(
            days.ToHashSet(),
            trend.Select(p => DateOnly.Parse(p.Text("day"), CultureInfo.InvariantCulture)).ToHashSet());

        var (from, to) = (days[days.Count / 4], days[days.Count * 3 / 4]);
        var period = (await mix.Server.Operator
            .GetAsync($"/v1/compliance/overview?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")).Must(200).Json;
        var all = Recount.Of(mix, [.. mix.Platforms.Select(p => p.Id)]);
        Assert.Equal(Recount.Of(
            mix, [.. mix.Platforms.Select(p => p.Id)],
            day => day >= from && day <= to) with { Open = all.Open }, Recount.Read(period));
        (await mix.Server.Operator.GetAsync($"/v1/compliance/overview?from={to:yyyy-MM-dd}&to={from:yyyy-MM-dd}"))
            .Must(400);
    }

    [Fact]
    public async Task Open_escalations_account_actions_and_repeat_accounts_are_what_the_lists_say()
    {
        var repeats = 0;
        foreach (var platform in mix.Platforms)
        {
            var counts = (await mix.Server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
            var escalations = (await mix.Server.Operator
                .GetAsync($"/v1/escalations?status=open&limit=1000&platform={platform.Id}")).Must(200).Items;
            var actions = (await platform.Api.GetAsync("/v1/account-actions?limit=1000")).Must(200).Items;
            Assert.Equal(
                (escalations.Count, actions.Count, Recount.RepeatAccounts(
                    mix, platform.Id, await mix.Server.NowAsync())),
                (counts.Long("openEscalations"), counts.Long("accountActions"), counts.Long("repeatAccounts")));
            Assert.Equal(
                escalations.Count(e => e.Text("deadline") == "act"),
                mix.Notices.Values.Count(n => n.Id("platformId") == platform.Id && n.Text("state") == "escalated"));
            repeats += (int)counts.Long("repeatAccounts");
        }
        Assert.NotEqual(0, repeats);
    }

    [Fact]
    public async Task Handling_times_are_the_quantiles_of_what_the_timelines_say()
    {
        foreach (var platform in mix.Platforms)
        {
            var sorted = Recount.Handling(mix, platform.Id).Order().ToList();
            var read = (await mix.Server.Operator
                .GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json["handling"]!;
            foreach (var (name, percent) in new[] { ("median", 50), ("p90", 90), ("p99", 99) })
            {
                var exact = sorted[(((sorted.Count * percent) + 99) / 100) - 1];
                var said = System.Xml.XmlConvert.ToTimeSpan(read.Text(name));
                Assert.InRange(said, exact, exact + (exact / 8) + TimeSpan.FromMilliseconds(1));
            }
        }
    }

    [Fact]
    public async Task Counting_anew_from_zero_gives_the_same()
    {
        async Task<string> NumbersAsync() => string.Join('\n', await Task.WhenAll(
            new[]
            {
                "overview", "platforms", "trend", "ranking", "notifiers", "due", "hot-spots", "overview?by=claimant",
                "platforms?by=claimant", "trend?by=claimant", "overview?by=accused",
            }.Select(async what =>
            {
                var json = (await mix.Server.Operator.GetAsync($"/v1/compliance/{what}")).Must(200).Json.AsObject();
                json.Remove("asOf");
                json.Remove("until");
                return json.ToJsonString();
            })));
        var before = await NumbersAsync();
        await mix.Server.Services.GetRequiredService<Database>().WriteAsync(async s =>
        {
            foreach (var table in new[]
            {
                "compliance_hours", "compliance_handling", "compliance_now", "compliance_topics",
                "compliance_due", "compliance_figures", "compliance_notifiers", "compliance_revisions",
                "compliance_region_hours", "compliance_region_handling", "compliance_region_now", "removed_works",
                "compliance_refusals",
            })
                await s.ExecuteAsync($"DELETE FROM {table}");
            await s.ExecuteAsync("UPDATE projections SET tx = 0, seq = 0 WHERE name = 'compliance'");
        });
        await mix.Server.Services.GetRequiredService<Projector>().CatchUpAsync();
        Assert.Equal(before, await NumbersAsync());
    }
}
