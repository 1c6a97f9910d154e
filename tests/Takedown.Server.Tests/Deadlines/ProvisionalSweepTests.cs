using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts.Json;
using Takedown.Server.Deadlines;
using Takedown.Server.Hosting;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;
using static Takedown.Server.Tests.Deadlines.YearEnd;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>Who computes provisional due times anew, in what order, and which of them.</summary>
public sealed class ProvisionalSweepTests
{
    [Fact]
    public async Task A_version_that_no_sweep_has_applied_yet_is_applied_before_a_breach_or_an_answer()
    {
        await using var own = await StartAsync();
        await own.Server.RestartAsync(("Takedown:Roles", "api,connectors"));
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var swept = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        var answered = await claimant.DeliverAppAsync(platform, "https://apps.example/2");
        await StoreAsync(own.Server);
        Assert.Equal("01-06 00:00?", (await claimant.NoticeAsync(answered)).Act());

        Assert.Equal("applied", await platform.SayAsync(answered, "acknowledged"));
        Assert.Equal("01-07 00:00", (await claimant.NoticeAsync(answered)).Act());
        await own.Server.AdvanceAsync("P6DT15H");

        Assert.Equal(("delivered", "01-07 00:00"), (await claimant.StateAsync(swept),
            (await claimant.NoticeAsync(swept)).Act()));
        Assert.Equal("applied", await platform.SayAsync(answered, "action-taken", "removed"));
        Assert.Equal("met", (await claimant.NoticeAsync(answered))["sla"].Text("status"));
        foreach (var id in new[] { swept, answered })
            Assert.Single(await claimant.RecomputedAsync(id));
    }

    [Fact]
    public async Task Many_are_computed_once_each_by_sweeps_that_run_at_the_same_time()
    {
        const int Many = 1100;
        await using var own = await StartAsync();
        await own.Server.RestartAsync(("Takedown:Roles", "api,connectors"));
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        await claimant.SubmitManyAsync(Enumerable.Range(0, Many)
            .Select(i => Sample.Notice($"https://apps.example/{i}", type: "software")));
        await platform.InboxUntilAsync(items => items.Count == Many);
        await StoreAsync(own.Server);

        var sweep = own.Server.Services.GetRequiredService<ProvisionalSweep>();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweep.RunAsync(stopped.Token));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => sweep.RunAsync(CancellationToken.None)));

        var moved = (await claimant.FeedAsync()).Where(e => e.Text("type") == "deadline-recomputed").ToList();
        Assert.Equal(Many, moved.Count);
        Assert.Equal(Many, moved.Select(e => e.Id("noticeId")).Distinct().Count());
        var items = await platform.InboxUntilAsync(all => all.Count == Many);
        Assert.All(items, i => Assert.Equal("01-07 00:00", i.Act()));
    }

    [Fact]
    public async Task An_account_action_is_computed_anew_too()
    {
        await using var own = await StartAsync();
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        Assert.Equal("applied", await platform.RemoveAsync(id, "uploader-7"));
        var action = await ActionAsync(platform);
        Assert.Equal((ThirdDay, true), (action.Time("due"), action["provisional"]!.GetValue<bool>()));

        await own.Server.PutAsync(Year2027());

        action = await ActionAsync(platform);
        Assert.Equal((ThirdDay.AddDays(1), null), (action.Time("due"), action["provisional"]));
        await own.Server.AdvanceAsync("P6DT15H");
        Assert.Equal("requested", (await ActionAsync(platform)).Text("status"));
        await own.Server.AdvanceAsync("P1D");
        Assert.Equal("escalated", (await ActionAsync(platform)).Text("status"));
    }

    [Fact]
    public async Task An_account_action_is_answered_by_a_version_that_no_sweep_has_applied_yet()
    {
        await using var own = await StartAsync();
        await own.Server.RestartAsync(("Takedown:Roles", "api,connectors"));
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        Assert.Equal("applied", await platform.RemoveAsync(id, "uploader-7"));
        await StoreAsync(own.Server);
        // Past the old time, without the sweep that an advance over HTTP runs.
        var clock = own.Server.Services.GetRequiredService<ServerClock>();
        clock.SetAhead(clock.Ahead + TimeSpan.FromDays(7));

        var action = await ActionAsync(platform);
        var answer = await platform.Api.PostAsync("/v1/account-actions/responses", new
        {
            responses = new[] { new { id = action.Id("id"), response = "action-taken" } },
        });

        Assert.Equal("applied", answer.Must(200).Json["results"]![0].Text("status"));
        action = await ActionAsync(platform);
        Assert.Equal(("met", ThirdDay.AddDays(1)), (action.Text("sla"), action.Time("due")));
    }

    [Fact]
    public async Task A_deadline_without_a_column_is_computed_anew_too()
    {
        await using var own = await StartAsync();
        var policy = (await own.Server.Operator.GetAsync("/v1/policies/CN-APP")).Must(200).Json;
        policy["deadlines"]!["restore"] = JsonNode.Parse("""{"unit":"working","days":3}""");
        (await own.Server.Operator.PutAsync("/v1/policies/CN-APP", policy)).Must(200);
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal("01-06 00:00?", (await claimant.NoticeAsync(id)).Due("restore", "restore"));

        await own.Server.PutAsync(Year2027());

        Assert.Equal("01-07 00:00", (await claimant.NoticeAsync(id)).Due("restore", "restore"));
        var entry = Assert.Single(await claimant.RecomputedAsync(id));
        Assert.Equal(("restore", ThirdDay.AddDays(1)), (entry.Text("deadline"), entry.Time("after")));
    }

    [Fact]
    public async Task A_calendar_stored_before_it_had_fixed_holidays_has_those_of_the_pack()
    {
        await using var own = await StartAsync();
        await own.Server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(
            "UPDATE calendars SET body = REPLACE(body, '\"fixedHolidays\":[\"01-01\",\"05-01\",\"05-02\",\"10-01\","
                + "\"10-02\",\"10-03\"],', '') WHERE code = 'CN'"));
        await own.Server.RestartAsync();
        var calendar = (await own.Server.Operator.GetAsync("/v1/calendars/CN")).Must(200).Json;
        Assert.Equal(6, calendar["fixedHolidays"]!.AsArray().Count);
        var platform = await own.Server.AppStoreAsync("apps.example");
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAppAsync(platform, "https://apps.example/1");
        Assert.Equal("01-06 00:00?", (await claimant.NoticeAsync(id)).Act());
    }

    /// <summary>Stores the next version as another process would that ends before it computes anything anew.</summary>
    private static async Task StoreAsync(TestServer server)
    {
        var calendar = Year2027();
        calendar["code"] = "CN";
        var read = System.Text.Json.JsonSerializer.Deserialize(calendar, TakedownJson.Default.WorkCalendar)!;
        var store = server.Services.GetRequiredService<PolicyStore>();
        await server.Services.GetRequiredService<Database>().WriteAsync(s => store.AddAsync(s, read));
    }

    private static async Task<JsonNode> ActionAsync(Organisation platform) =>
        Assert.Single((await platform.Api.GetAsync("/v1/account-actions?after=0")).Must(200).Items)!;
}
