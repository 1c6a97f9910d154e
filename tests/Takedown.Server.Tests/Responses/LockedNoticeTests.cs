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
        var platform = await server.PlatformAsync("held.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://held.example/1"));
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = Database.WriteAsync(async s =>
        {
            await s.FirstAsync<Guid>("SELECT id FROM notices WHERE id = @id FOR UPDATE", new { id });
            held.SetResult();
            await release.Task;
        });
        await held.Task;

        var answering = AnswerAsync(platform, id);
        // The server gives up after 20 s with the same error, which nobody should have to wait for here.
        await Eventually.TrueAsync(CancelAsync, TimeSpan.FromSeconds(30), "the answer to wait for its notice");
        using (var late = await answering)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
            Assert.Equal("unavailable", (await late.Content.ReadFromJsonAsync<JsonNode>())!.Text("code"));
            Assert.InRange(late.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        }
        release.SetResult();
        await holding;
        Assert.Equal("delivered", (await claimant.NoticeAsync(id)).Text("state"));
        // One statement that is given up says nothing of the database: it works, and is ready.
        Assert.Equal("ready", (await server.Operator.GetAsync("/healthz/ready")).Json["parts"]!.Text("database"));
        using var again = await AnswerAsync(platform, id);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("acknowledged", (await claimant.NoticeAsync(id)).Text("state"));
    }

    private static Task<HttpResponseMessage> AnswerAsync(Organisation platform, Guid id) =>
        platform.Api.Client.PostAsJsonAsync(
            "/v1/inbox/responses", new { responses = new[] { new { noticeId = id, response = "acknowledged" } } });

    /// <returns>Whether a statement waited for a lock and was given up.</returns>
    private Task<bool> CancelAsync() => Database.ReadAsync(s => s.FirstAsync<bool>(
        "SELECT COALESCE(bool_or(pg_cancel_backend(pid)), false) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND wait_event_type = 'Lock'"));
}
