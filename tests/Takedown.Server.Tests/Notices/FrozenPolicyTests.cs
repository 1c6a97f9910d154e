using Takedown.Server.Sandbox;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Notices;

/// <summary>Which limit binds a notice, and that it is never another one later.</summary>
public sealed class FrozenPolicyTests
{
    [Fact]
    public async Task A_green_channel_has_the_stricter_act_limit()
    {
        await using var own = await Disposable.StartAsync();
        var platform = await own.Server.PlatformAsync("short.example", new { serviceType = "short-video" });
        var ordinary = await own.Server.ClaimantAsync();
        var green = await own.Server.ClaimantAsync("Association", new { tier = "green" });

        Assert.Equal(
            TimeSpan.FromHours(24),
            await ActLimitAsync(ordinary, platform, Sample.Notice("https://short.example/1", type: "film-tv")));
        Assert.Equal(
            TimeSpan.FromHours(12),
            await ActLimitAsync(green, platform, Sample.Notice("https://short.example/2", type: "film-tv")));
    }

    [Fact]
    public async Task A_later_policy_moves_no_due_time_of_what_was_accepted_before_delivered_or_not()
    {
        await using var own = await Disposable.StartAsync();
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var platform = await own.Server.PushedAsync("pushed.example", receiver);
        var pulled = await own.Server.PlatformAsync("pulled.example");
        var claimant = await own.Server.ClaimantAsync();
        var delivered = await claimant.DeliverAsync(pulled, Sample.Notice("https://pulled.example/1"));
        var waiting = await claimant.AcceptAsync(Sample.Notice("https://pushed.example/1"));
        await claimant.NoticeUntilAsync(waiting, n => n["delivery"].Text("status") == "failed");

        var policy = (await own.Server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        policy["deadlines"]!["act"] = JsonNode.Parse("""{"unit":"running","duration":"PT2H"}""");
        policy["deadlines"]!["acknowledge"] = JsonNode.Parse("""{"unit":"running","duration":"PT1H"}""");
        Assert.Equal(
            2, (await own.Server.Operator.PutAsync("/v1/policies/CN-MUSIC", policy)).Must(200).Json.Long("version"));
        receiver.Answer = _ => Task.CompletedTask;
        await own.Server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { });

        var old = await claimant.NoticeUntilAsync(waiting, n => n.Text("state") == "delivered");
        Assert.Equal(
            (1, old.Time("deliveredAt").AddHours(24)),
            (old["sla"].Long("policyVersion"), old["deadlines"].Time("act")));
        Assert.Equal(
            TimeSpan.FromHours(2), await ActLimitAsync(claimant, pulled, Sample.Notice("https://pulled.example/2")));
        await own.Server.AdvanceAsync("PT3H");
        Assert.Equal(
            ("delivered", "delivered"), (await claimant.StateAsync(delivered), await claimant.StateAsync(waiting)));
        await own.Server.AdvanceAsync("PT21H1M");
        Assert.Equal(
            ("escalated", "escalated"), (await claimant.StateAsync(delivered), await claimant.StateAsync(waiting)));
    }

    [Fact]
    public async Task Working_days_run_over_the_national_holiday_and_count_the_make_up_day()
    {
        await using var own = await Disposable.StartAsync();
        // Wednesday 30 September 2026, 18:00 in Shanghai; off until 7 October, Saturday 10 October is worked (调休).
        var holiday = new DateTimeOffset(2026, 9, 30, 18, 0, 0, TimeSpan.FromHours(8));
        await own.Server.Services.GetRequiredService<SandboxStore>()
            .AddAsync(holiday - TimeProvider.System.GetUtcNow());
        await own.Server.RestartAsync();
        var platform = await own.Server.PlatformAsync("apps.example", new { serviceType = "app-store" });
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://apps.example/app/1", type: "software"));

        var due = (await claimant.NoticeAsync(id))["deadlines"].Time("act");
        Assert.Equal(new DateTimeOffset(2026, 10, 11, 0, 0, 0, TimeSpan.FromHours(8)), due);

        await own.Server.AdvanceAsync("P10DT5H50M");
        Assert.Equal("delivered", await claimant.StateAsync(id));
        await own.Server.AdvanceAsync("PT15M");
        Assert.Equal("escalated", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_later_calendar_moves_no_due_time_that_was_computed()
    {
        await using var own = await Disposable.StartAsync();
        var calendar = (await own.Server.Operator.GetAsync("/v1/calendars/CN")).Must(200).Json;
        var today = DateOnly.FromDateTime((await own.Server.NowAsync()).UtcDateTime);
        // It covers what is computed: otherwise the due time would be provisional.
        calendar["to"] = today.AddDays(400).ToString("O");
        (await own.Server.Operator.PutAsync("/v1/calendars/CN", calendar)).Must(200);
        var platform = await own.Server.PlatformAsync("apps.example", new { serviceType = "app-store" });
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://apps.example/app/1", type: "software"));
        var due = (await claimant.NoticeAsync(id))["deadlines"].Time("act");

        calendar["from"] = today.ToString("O");
        calendar["to"] = today.AddDays(400).ToString("O");
        calendar["holidays"] =
            new JsonArray([.. Enumerable.Range(0, 60).Select(i => JsonValue.Create(today.AddDays(i).ToString("O")))]);
        calendar["workedWeekends"] = new JsonArray();
        (await own.Server.Operator.PutAsync("/v1/calendars/CN", calendar)).Must(200);

        Assert.Equal(due, (await claimant.NoticeAsync(id))["deadlines"].Time("act"));
        Assert.InRange(
            await ActLimitAsync(claimant, platform, Sample.Notice("https://apps.example/app/2", type: "software")),
            TimeSpan.FromDays(60), TimeSpan.FromDays(70));
    }

    private static async Task<TimeSpan> ActLimitAsync(Organisation claimant, Organisation platform, object notice)
    {
        var read = await claimant.NoticeAsync(await claimant.DeliverAsync(platform, notice));
        return read["deadlines"].Time("act") - read.Time("deliveredAt");
    }
}
