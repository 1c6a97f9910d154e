using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>Held answers, as Prometheus reads them.</summary>
public sealed class HeldMetricsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Held_answers_are_counted_while_they_wait_and_by_what_became_of_them()
    {
        var (platform, claimant, first) = await server.DeliveredAsync("held-metrics.example");
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://held-metrics.example/2"));
        var third = await claimant.DeliverAsync(platform, Sample.Notice("https://held-metrics.example/3"));
        var other = (await platform.Api.PostAsync(
            $"/v1/organisations/{platform.Id}/keys", new { name = "second" })).Must(201).Json;

        var held = await HoldAsync(platform.Api, first, second);
        await HoldAsync(server.With(other.Text("key")), third);
        var waiting = await MetricsTests.EventuallyAsync(server, s => s["takedown_held_acts"] == 2);
        Assert.InRange(waiting["takedown_held_acts_age_seconds"]!.Value, 0, 60);
        Assert.Equal((0.0, 0.0, 0.0), (waiting[Of("sent")], waiting[Of("undone")], waiting[Of("failed")]));

        (await platform.Api.PostAsync($"/v1/held-answers/{held}/undo", new { ids = new[] { second } })).Must(200);
        (await platform.Api.DeleteAsync($"/v1/keys/{other.Id("id")}")).Must(204);
        await server.AdvanceAsync("PT21S");
        var after = await MetricsTests.EventuallyAsync(server, s => s["takedown_held_acts"] == 0);
        Assert.Equal((1.0, 1.0, 1.0), (after[Of("sent")], after[Of("undone")], after[Of("failed")]));
        Assert.Equal(0, after["takedown_held_acts_age_seconds"]);
    }

    private static async Task<Guid> HoldAsync(Api api, params Guid[] ids) => (await api.PostAsync(
        "/v1/held-answers", new { noticeIds = ids, response = "acknowledged" })).Must(201).Json.Id("id");

    private static string Of(string outcome) => $"takedown_held_answers_total{{outcome=\"{outcome}\"}}";
}
