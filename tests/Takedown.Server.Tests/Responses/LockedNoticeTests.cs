using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Responses;

/// <summary>A notice whose row others hold for as long as a statement may take.</summary>
public sealed class LockedNoticeTests(TestServer server) : IClassFixture<TestServer>
{
    private Database Database => server.Services.GetRequiredService<Database>();

    [PostgresFact]
    public async Task An_answer_that_waited_too_long_for_its_notice_is_to_be_sent_again()
    {
        var (claimant, platform, id) = await DeliverAsync("held.example");
        var release = await HoldAsync(id);

        var answering = AnswerAsync(platform, id);
        await Eventually.TrueAsync(GiveUpAsync, TimeSpan.FromSeconds(30), "the answer to wait for its notice");
        using (var late = await answering)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
            Assert.Equal("unavailable", (await late.Content.ReadFromJsonAsync<JsonNode>())!.Text("code"));
            Assert.InRange(late.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        }
        await release();
        Assert.Equal("delivered", (await claimant.NoticeAsync(id)).Text("state"));
        // One statement that is given up says nothing of the database: it works, and is ready.
        Assert.Equal("ready", (await server.Operator.GetAsync("/healthz/ready")).Json["parts"]!.Text("database"));
        using var again = await AnswerAsync(platform, id);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("acknowledged", (await claimant.NoticeAsync(id)).Text("state"));
    }

    [PostgresFact]
    public async Task A_sweep_that_was_given_up_leaves_its_deadlines_to_the_next_one()
    {
        var (claimant, _, id) = await DeliverAsync("swept.example");
        var release = await HoldAsync(id);

        var sweeping = server.Operator.PostAsync("/v1/sandbox/clock", new { advance = "P40D" });
        await Eventually.TrueAsync(GiveUpAsync, TimeSpan.FromSeconds(30), "the sweep to wait for the notice");
        await release();
        await sweeping;
        await server.AdvanceAsync("PT1M");

        var timeline = await claimant.TimelineAsync(id);
        Assert.Equal((2, 1), (timeline.Count(t => t == "deadline-breached"), timeline.Count(t => t == "escalated")));
        Assert.Equal("escalated", (await claimant.NoticeAsync(id)).Text("state"));
    }

    private async Task<(Organisation Claimant, Organisation Platform, Guid Id)> DeliverAsync(string domain)
    {
        var platform = await server.PlatformAsync(domain);
        var claimant = await server.ClaimantAsync();
        return (claimant, platform, await claimant.DeliverAsync(platform, Sample.Notice($"https://{domain}/1")));
    }

    /// <summary>Holds the row of a notice until what is returned is called.</summary>
    private async Task<Func<Task>> HoldAsync(Guid id)
    {
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = Database.WriteAsync(async s =>
        {
            await s.FirstAsync<Guid>("SELECT id FROM notices WHERE id = @id FOR UPDATE", new { id });
            held.SetResult();
            await release.Task;
        });
        await held.Task;
        return () =>
        {
            release.SetResult();
            return holding;
        };
    }

    private static Task<HttpResponseMessage> AnswerAsync(Organisation platform, Guid id) =>
        platform.Api.Client.PostAsJsonAsync(
            "/v1/inbox/responses", new { responses = new[] { new { noticeId = id, response = "acknowledged" } } });

    /// <summary>
    /// As after the 18 s of the server, which nobody should have to wait for here: the error is the same.
    /// </summary>
    /// <returns>Whether a statement waited for a lock and was given up.</returns>
    private Task<bool> GiveUpAsync() => Database.ReadAsync(s => s.FirstAsync<bool>(
        "SELECT COALESCE(bool_or(pg_cancel_backend(pid)), false) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND wait_event_type = 'Lock'"));
}
