using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Compliance;

/// <summary>
/// Platforms and regions compared (H16), hot spots (F11), notifiers (B15), duties (A05, A15, A18, D35), what is due.
/// </summary>
public sealed class RankingTests(RankingTests.Story story) : IClassFixture<RankingTests.Story>
{
    /// <summary>
    /// A good platform that removes three of four at once, one of them again; and a silent one in another prefecture.
    /// </summary>
    public sealed class Story : IAsyncLifetime
    {
        internal TestServer Server { get; } = new();
        internal Organisation Province { get; private set; } = null!;
        internal Organisation Beijing { get; private set; } = null!;
        internal Organisation Good { get; private set; } = null!;
        internal Organisation Silent { get; private set; } = null!;
        internal Organisation Far { get; private set; } = null!;
        internal Organisation Claimant { get; private set; } = null!;
        internal DateTimeOffset BeforeCorrection { get; private set; }

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            Province = await Server.RegulatorAsync("CN-530000");
            Beijing = await Server.RegulatorAsync("CN-110000");
            Good = await Server.PlatformAsync(
                "good.example", new { region = "CN-533123", serviceType = "short-video" });
            Silent = await Server.PlatformAsync(
                "silent.example", new { region = "CN-530102", serviceType = "hosting" });
            Far = await Server.PlatformAsync("far.example", new { region = "CN-110101" });
            Claimant = await Server.ClaimantAsync();
            var first = await DeliverAsync(Good, "https://good.example/1", "music");
            await Good.RemoveAsync(first, "pirate");
            var refused = await DeliverAsync(Good, "https://good.example/2", "film-tv");
            await Good.SayAsync(refused, "rejected", reason: new { code = "not-infringing", text = "Licensed." });
            await Claimant.SubmitAsync(Sample.Notice("https://silent.example/1"));
            var duplicate = Sample.Notice("https://silent.example/1");
            await Claimant.SubmitAsync(duplicate);
            await Silent.InboxUntilAsync(items => items.Count == 1);
            await Server.AdvanceAsync("PT2H");
            // The same work of the same account again; and an answer in the last tenth of 24 hours.
            var again = await DeliverAsync(Good, "https://good.example/3", "music");
            await Server.AdvanceAsync("PT23H");
            await Good.RemoveAsync(again, "pirate");
            BeforeCorrection = await Server.NowAsync();
            await Server.AdvanceAsync("PT5H");
            await Good.SayAsync(refused, "action-taken", "removed");
            await DeliverAsync(Silent, "https://silent.example/2", "music");
            await Server.AdvanceAsync("PT1M");
        }

        private Task<Guid> DeliverAsync(Organisation platform, string url, string type) =>
            Claimant.DeliverAsync(platform, Sample.Notice(url, type: type));

        public Task DisposeAsync() => Server.DisposeAsync();
    }

    private async Task<JsonNode> ReadAsync(Organisation reader, string path) =>
        (await reader.Api.GetAsync($"/v1/compliance/{path}")).Must(200).Json;

    [Fact]
    public async Task H16_platforms_are_ranked_with_n_and_small_n_marked()
    {
        var ranking = await ReadAsync(story.Province, "ranking?metric=onTimeRate");
        var items = ranking["items"]!.AsArray();
        Assert.Equal([story.Good.Id, story.Silent.Id], items.Select(i => i.Id("platformId")));
        Assert.Equal((1, 3, true),
            ((int)items[0].Long("rank"), items[0].Long("n"), items[0]!["smallN"]!.GetValue<bool>()));
        Assert.Equal(1.0, items[0]!["value"]!.GetValue<double>());
        Assert.Equal((2, 0.0), ((int)items[1].Long("rank"), items[1]!["value"]!.GetValue<double>()));
        Assert.Equal(1, items[1]!["openBreaches"].Long("underOneDay"));
        Assert.Equal(1, items[1].Long("dueIn24Hours"));
        Assert.Equal(2, ranking.Long("ranked"));

        var breached = await ReadAsync(story.Province, "ranking?metric=breached");
        Assert.Equal(story.Good.Id, breached["items"]![0].Id("platformId"));
        Assert.Empty((await ReadAsync(story.Province, "ranking?serviceType=app-store"))["items"]!.AsArray());
        Assert.Equal(
            story.Silent.Id,
            Assert.Single((await ReadAsync(story.Province, "ranking?region=CN-530100"))["items"]!.AsArray()).Id(
                "platformId"));
    }

    [Theory]
    [InlineData("metric=nonsense", "?metric")]
    [InlineData("metric=median&workType=music", "?metric")]
    [InlineData("region=Yunnan", "?region")]
    [InlineData("from=2026-10-02&to=2026-10-01", "?to")]
    [InlineData("asOf=2200-01-01T00:00:00Z", "?asOf")]
    [InlineData("asOf=2026-01-01", "?asOf")]
    [InlineData("asOf=2026-01-01T00:00:00", "?asOf")]
    public async Task What_cannot_be_ranked_is_a_fault(string query, string pointer)
    {
        var answer = (await story.Province.Api.GetAsync($"/v1/compliance/ranking?{query}")).Must(400);
        Assert.Equal(pointer, answer.Json["errors"]![0].Text("pointer"));
    }

    [Fact]
    public async Task Another_regions_platforms_are_not_in_it()
    {
        Assert.Equal(
            story.Far.Id, Assert.Single((await ReadAsync(story.Beijing, "ranking"))["items"]!.AsArray()).Id(
                "platformId"));
        Assert.Empty((await ReadAsync(story.Beijing, "ranking?region=CN-530000"))["items"]!.AsArray());
        Assert.Empty((await ReadAsync(story.Beijing, "regions?region=CN-530000"))["items"]!.AsArray());
        Assert.Empty((await ReadAsync(story.Beijing, "hot-spots"))["items"]!.AsArray());
        Assert.Empty((await ReadAsync(story.Beijing, "notifiers"))["items"]!.AsArray());
        Assert.Empty((await ReadAsync(story.Beijing, "due"))["items"]!.AsArray());
        (await story.Beijing.Api.GetAsync($"/v1/compliance/platforms/{story.Good.Id}/duties")).Must(404);
        (await story.Claimant.Api.GetAsync("/v1/compliance/ranking")).Must(403);
    }

    [Fact]
    public async Task A_platform_reads_its_own_row_exactly_as_the_regulator()
    {
        var own = await ReadAsync(story.Silent, "ranking?region=CN-530000");
        var row = Assert.Single(own["items"]!.AsArray());
        var theirs = (await ReadAsync(story.Province, "ranking?region=CN-530000"))["items"]![1];
        Assert.Equal(theirs!.ToJsonString(), row!.ToJsonString());
        Assert.Equal(2, own.Long("ranked"));
        var mine = await ReadAsync(story.Silent, $"platforms/{story.Silent.Id}/duties");
        Assert.Equal(
            (await ReadAsync(story.Province, $"platforms/{story.Silent.Id}/duties")).ToJsonString(),
                mine.ToJsonString());
        (await story.Silent.Api.GetAsync($"/v1/compliance/platforms/{story.Good.Id}/duties")).Must(404);
    }

    [Fact]
    public async Task By_work_type_the_counts_are_of_its_notices_only()
    {
        var row = (await ReadAsync(story.Province, "ranking?metric=actionRate&workType=film-tv"))["items"]![0];
        Assert.Equal(
            (1, 1, 0, 1),
            (row!["counts"].Long("delivered"), row["counts"].Long("removed"), row["counts"].Long("rejected"),
                row["counts"].Long("overturned")));
        Assert.DoesNotContain(
            (await ReadAsync(story.Province, "ranking?metric=actionRate&mode=reprint"))["items"]!.AsArray(),
            i => i!["value"] is not null);
    }

    [Fact]
    public async Task H16_regions_are_those_directly_below()
    {
        var items = (await ReadAsync(story.Province, "regions"))["items"]!.AsArray();
        Assert.Equal(["CN-533100", "CN-530100"], items.Select(i => i.Text("region")));
        Assert.Equal(1.0, items[0]!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task F11_hot_spots_are_service_types_by_work_types()
    {
        var items = (await ReadAsync(story.Province, "hot-spots"))["items"]!.AsArray();
        Assert.Equal(
            [("hosting", "music", 2), ("short-video", "music", 2), ("short-video", "film-tv", 1)],
            items.Select(i => (i.Text("serviceType"), i.Text("workType"), (int)i.Long("delivered"))));
        Assert.Equal(1, items[0].Long("breached"));
    }

    [Fact]
    public async Task B15_a_notifiers_accuracy_counts_accepted_refused_and_duplicate()
    {
        var row = Assert.Single((await ReadAsync(story.Province, "notifiers"))["items"]!.AsArray());
        Assert.Equal(story.Claimant.Id, row.Id("claimantId"));
        Assert.Equal(
            (5, 1, 3, 0, 1),
            (row.Long("accepted"), row.Long("duplicates"), row.Long("removed"), row.Long("refused"),
                row.Long("overturned")));
        Assert.Equal(1.0, row!["precision"]!.GetValue<double>());
        // It is told to the notifier itself.
        Assert.Equal(row.ToJsonString(), (await ReadAsync(story.Claimant, "notifiers"))["items"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task A05_A15_A18_D35_duties_show_takedown_cooperation_and_review()
    {
        var duties = await ReadAsync(story.Province, $"platforms/{story.Good.Id}/duties");
        Assert.Equal((3, 1.0), (duties["takedown"].Long("n"), duties["takedown"]!["onTimeRate"]!.GetValue<double>()));
        Assert.Equal(1 / 3.0, duties["takedown"]!["lastMinuteRate"]!.GetValue<double>(), 6);
        // Too few to say so.
        Assert.False(duties["takedown"]!["lastMinute"]!.GetValue<bool>());
        Assert.Equal(
            (2, 1), (duties["review"].Long("attributed"), duties["review"].Long("reuploads")));
        Assert.Equal(0.5, duties["review"]!["reuploadRate"]!.GetValue<double>());
    }

    [Fact]
    public async Task What_is_due_within_a_time_is_counted_by_the_hour()
    {
        var due = await ReadAsync(story.Province, "due?within=PT24H");
        Assert.Equal(1, due.Long("due"));
        Assert.Equal(story.Silent.Id, Assert.Single(due["items"]!.AsArray()).Id("platformId"));
        Assert.Equal(0, (await ReadAsync(story.Province, "due?within=PT2H")).Long("due"));
        Assert.Equal(1, (await ReadAsync(story.Province, "due?within=PT2H"))["openBreaches"].Long("underOneDay"));
        foreach (var bad in new[] { "P1Y", "PT30M", "P91D", "-PT1H", "tomorrow", "P1M" })
            (await story.Province.Api.GetAsync($"/v1/compliance/due?within={bad}")).Must(400);
        Assert.Equal(1, (await ReadAsync(story.Province, "overview")).Long("dueIn24Hours"));
    }

    [Fact]
    public async Task As_of_gives_the_figures_as_they_stood()
    {
        var at = Uri.EscapeDataString(story.BeforeCorrection.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
            System.Globalization.CultureInfo.InvariantCulture));
        foreach (var path in new[] { $"platforms/{story.Good.Id}?asOf={at}", $"platforms?asOf={at}",
            $"ranking?asOf={at}" })
        {
            var read = await ReadAsync(story.Province, path);
            var then = read["items"] is null ? read
                : read["items"]!.AsArray().First(i => i.Id("platformId") == story.Good.Id)!;
            var counts = then["counts"] ?? then;
            Assert.Equal(
                (2, 1, 0), (counts.Long("removed"), counts.Long("rejected"), counts.Long("overturned")));
        }
        var now = await ReadAsync(story.Province, $"platforms/{story.Good.Id}");
        Assert.Equal((3, 0, 1), (now.Long("removed"), now.Long("rejected"), now.Long("overturned")));

        var first = story.BeforeCorrection.AddHours(-24).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
            System.Globalization.CultureInfo.InvariantCulture);
        var before = await ReadAsync(story.Province, $"overview?asOf={first}");
        Assert.Equal((3, 1, 0), (before.Long("received"), before.Long("open"), before.Long("openEscalations")));
        Assert.Null(before["openBreaches"]);
        var topic = (await ReadAsync(
            story.Province, $"ranking?metric=refusalRate&workType=film-tv&asOf={at}"))["items"]!
            .AsArray().First(i => i.Id("platformId") == story.Good.Id);
        Assert.Equal(1.0, topic!["value"]!.GetValue<double>());
    }
}
