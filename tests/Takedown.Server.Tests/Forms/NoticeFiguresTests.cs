using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Forms;

/// <summary>H10: figures of notices, removals and accounts, computed from data, each with the ids behind it.</summary>
[Trait("Id", "H10")]
public sealed class NoticeFiguresTests : IAsyncLifetime
{
    private readonly TestServer server = new();
    private Organisation platform = null!, claimant = null!, county = null!, other = null!;
    private string month = "";
    private readonly List<Guid> removed = [];
    private Guid late, silent;

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        county = await server.RegulatorAsync("CN-533123");
        other = await server.RegulatorAsync("CN-533100");
        platform = await server.PlatformAsync("forms.example");
        claimant = await server.ClaimantAsync();
        month = await server.NextMonthAsync(10);
        for (var i = 0; i < 5; i++) removed.Add(await DeliverAsync($"{i}"));
        var refused = await DeliverAsync("refused");
        (late, silent) = (await DeliverAsync("late"), await DeliverAsync("silent"));
        await claimant.SubmitAsync(
            Sample.Notice("https://forms.example/b1"), Sample.Notice("https://forms.example/b2"));
        var bulk = await platform.InboxUntilAsync(items => items.Count == 10);
        foreach (var id in removed) await platform.RemoveAsync(id, $"uploader{id.ToString()[^1]}");
        await platform.SayAsync(refused, "rejected", reason: new { code = "not-infringing", text = "Licensed." });
        foreach (var item in bulk.TakeLast(2)) await platform.SayAsync(item.Id("noticeId"), "action-taken", "blocked");
        await server.AdvanceAsync("P5D");
        Assert.Equal("applied", await platform.SayAsync(late, "action-taken", "removed"));
    }

    public Task DisposeAsync() => server.DisposeAsync();

    private Task<Guid> DeliverAsync(string name) =>
        claimant.DeliverAsync(platform, Sample.Notice($"https://forms.example/{name}"));

    [Fact]
    public async Task H10_every_figure_counts_up_to_the_ids_behind_it()
    {
        var form = await county.Api.FormAsync(month);
        Assert.Equal("draft", form.Text("status"));
        Assert.Equal("Asia/Shanghai", form.Text("zone"));
        foreach (var (name, value) in new[]
        {
            ("notices-sent", 10), ("batches-sent", 1), ("notices-on-time", 7), ("notices-late", 1),
            ("notices-unhandled", 1), ("links-removed", 6), ("links-blocked", 2), ("restorations", 0),
        })
        {
            Assert.Equal((name, value), (name, (int)form.Value(name)));
        }
        foreach (var figure in form["figures"]!.AsArray().Where(f => f!["counts"]!.GetValue<bool>()))
        {
            var ids = await county.Api.IdsAsync(month, figure!.Text("name"), 2);
            Assert.Equal(
                (figure!.Text("name"), figure!["value"]!.GetValue<decimal>()),
                (figure.Text("name"), (decimal)ids.Count));
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Equal(ids, await county.Api.IdsAsync(month, figure.Text("name"), 1000));
        }
        Assert.Equal([$"{silent}"], await county.Api.IdsAsync(month, "notices-unhandled", 10));
        Assert.Equal([$"{late}"], await county.Api.IdsAsync(month, "notices-late", 10));
        Assert.True(form.Value("handling-average") > 0);
        Assert.Equal(form.Value("notices-sent"), form.Figure("notices-sent")["yearToDate"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task H10_a_figure_without_a_source_says_so()
    {
        var figure = (await county.Api.FormAsync(month)).Figure("arrests");
        Assert.False(figure["hasSource"]!.GetValue<bool>());
        Assert.Null(figure["value"]);
        Assert.Equal(("抓获 (人)", "Persons arrested"), (figure.Text("zh"), figure.Text("en")));
        (await county.Api.GetAsync($"/v1/reports/monthly/{month}/figures/arrests")).Must(404);
        (await county.Api.GetAsync($"/v1/reports/monthly/{month}/figures/nobody")).Must(404);
    }

    [Fact]
    public async Task A_body_counts_its_own_work_and_reads_that_of_the_bodies_below()
    {
        var above = await other.Api.FormAsync(month);
        Assert.Equal(0, above.Value("notices-sent"));
        var sum = above.Figure("notices-sent")["sum"]!;
        Assert.Equal(10, sum["total"]!.GetValue<decimal>());
        Assert.Equal(10, sum["gap"]!.GetValue<decimal>());
        var below = await other.Api.FormAsync(month, $"&organisation={county.Id}");
        Assert.Equal(10, below.Value("notices-sent"));
        (await county.Api.GetAsync($"/v1/reports/monthly?month={month}&organisation={other.Id}")).Must(404);
    }

    [Fact]
    public async Task An_unhandled_notice_that_is_answered_in_the_next_month_stays_in_the_figure_of_its_month()
    {
        await server.NextMonthAsync(2);
        Assert.Equal("applied", await platform.SayAsync(silent, "action-taken", "removed"));
        Assert.Equal(1, (await county.Api.FormAsync(month)).Value("notices-unhandled"));
        Assert.Equal([$"{silent}"], await county.Api.IdsAsync(month, "notices-unhandled", 10));
    }

    [Fact]
    public async Task A_notice_of_another_function_is_not_counted_in_the_line()
    {
        var market = await server.RegulatorAsync("CN-533123", "culture-enforcement");
        var form = (await market.Api.GetAsync($"/v1/reports/monthly?month={month}")).Must(200).Json;
        Assert.Equal("culture-enforcement", form.Text("line"));
        Assert.Equal(0, form.Value("notices-sent"));
    }
}
