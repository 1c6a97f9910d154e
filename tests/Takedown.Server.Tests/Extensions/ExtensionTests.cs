using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Extensions;

/// <summary>A platform asks for more time to act. CN-ECOM gives 24 h once, CN-MUSIC gives none.</summary>
public sealed class ExtensionTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Why = new { reason = "The listing has to be compared with the original." };

    [Fact]
    public async Task The_due_time_moves_everybody_sees_it_and_the_breach_follows_it()
    {
        var (platform, claimant, id) = await ListedAsync("more-time.example");
        var due = await DueAsync(claimant, id);
        var given = (await AskAsync(platform, id, Why)).Must(200).Json;
        Assert.Equal((due, due.AddHours(24)), (given.Time("before"), given.Time("after")));

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("delivered", "running"), (notice.Text("state"), notice["sla"].Text("status")));
        Assert.Equal(due.AddHours(24), notice["deadlines"].Time("act"));
        Assert.Equal(given.ToJsonString(), notice["extension"]!.ToJsonString());
        foreach (var list in new[] { "/v1/inbox", "/v1/inbox/queue" })
        {
            var item = (await platform.Api.GetAsync(list)).Must(200).Items.Single()!;
            Assert.Equal(due.AddHours(24), item["deadlines"].Time("act"));
            Assert.Equal(given.Text("reason"), item["extension"].Text("reason"));
        }
        var entry = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items[^1]!;
        var told = (await claimant.FeedAsync()).Single(e => e.Text("type") == "deadline-extended");
        foreach (var shown in new[] { entry, told })
        {
            Assert.Equal(
                ("deadline-extended", "act", due, due.AddHours(24), given.Text("reason")),
                (shown.Text("type"), shown.Text("deadline"), shown.Time("before"), shown.Time("after"),
                    shown["reason"].Text("text")));
        }
        Assert.Equal("platform", entry.Text("by"));

        var before = await claimant.PrintAsync(id);
        Assert.Equal((409, "extension.twice"), Fault(await AskAsync(platform, id, Why)));
        Assert.Equal(before, await claimant.PrintAsync(id));

        // 48 h and 24 h: nothing at 60 h, a breach and an escalation after 72 h.
        await server.AdvanceAsync("PT60H");
        Assert.Equal("delivered", await claimant.StateAsync(id));
        Assert.DoesNotContain("escalated", await claimant.TimelineAsync(id));
        await server.AdvanceAsync("PT13H");
        Assert.Equal("escalated", await claimant.StateAsync(id));
        var breach = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items
            .Single(e => e.Text("type") == "deadline-breached" && e.Text("deadline") == "act")!;
        Assert.Equal(due.AddHours(24), breach.Time("due"));
        Assert.Equal((409, "extension.too-late"), Fault(await AskAsync(platform, id, Why)));
    }

    [Fact]
    public async Task An_answer_in_the_time_that_was_given_is_in_time()
    {
        var (platform, claimant, id) = await ListedAsync("in-time.example");
        var due = await DueAsync(claimant, id);
        var asked = due.AddHours(5);
        Assert.Equal(asked, (await AskAsync(platform, id, new { reason = "Comparison", due = asked })).Must(200)
            .Json.Time("after"));
        await server.AdvanceAsync("PT50H");
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("status"));
        Assert.Equal((409, "extension.answered"), Fault(await AskAsync(platform, id, Why)));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_changes_nothing()
    {
        var (platform, claimant, id) = await ListedAsync("wrong-time.example");
        var (other, _, none) = await server.DeliveredAsync("no-time.example");
        var due = await DueAsync(claimant, id);
        var before = await claimant.PrintAsync(id);

        Assert.Equal(404, (await AskAsync(other, id, Why)).Status);
        Assert.Equal(403, (await AskAsync(claimant, id, Why)).Status);
        Assert.Equal((409, "extension.not-allowed"), Fault(await AskAsync(other, none, Why)));
        Assert.Equal(["/reason field.required"], await FaultsAsync(platform, id, new { }));
        Assert.Equal(
            ["/reason value.too-long"], await FaultsAsync(platform, id, new { reason = new string('x', 2001) }));
        Assert.Equal(
            ["/due extension.not-later"], await FaultsAsync(platform, id, new { reason = "Comparison", due }));
        Assert.Equal(
            ["/due extension.too-long"],
            await FaultsAsync(platform, id, new { reason = "Comparison", due = due.AddHours(24).AddSeconds(1) }));
        Assert.Equal(
            ["/until field.unknown"], await FaultsAsync(platform, id, new { reason = "Comparison", until = due }));
        Assert.Equal(before, await claimant.PrintAsync(id));

        await server.AdvanceAsync("PT49H");
        Assert.Equal((409, "extension.too-late"), Fault(await AskAsync(platform, id, Why)));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> ListedAsync(string host)
    {
        var platform = await server.PlatformAsync(host, new { serviceType = "marketplace" });
        var claimant = await server.ClaimantAsync();
        return (platform, claimant, await claimant.DeliverAsync(
            platform, Sample.Notice($"https://{host}/1", type: "art")));
    }

    private static Task<Answer> AskAsync(Organisation platform, Guid id, object body) =>
        platform.Api.PostAsync($"/v1/notices/{id}/extension", body);

    private static async Task<IEnumerable<string>> FaultsAsync(Organisation platform, Guid id, object body) =>
        (await AskAsync(platform, id, body)).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}");

    private static async Task<DateTimeOffset> DueAsync(Organisation reader, Guid id) =>
        (await reader.NoticeAsync(id))["deadlines"].Time("act");

    private static (int, string) Fault(Answer answer) => (answer.Status, answer.Json.Text("code"));
}
