using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Connectors.Inbox;
using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Connectors;

/// <summary>
/// The queue of a platform is read from a table that follows the notices. What it says is compared with what the
/// notices themselves say, which is read where the table has nothing.
/// </summary>
public sealed class QueueTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Argument = new
    {
        explanation = "The licence has ended.",
        evidence = new[] { new { kind = "contract", sha256 = new string('a', 64) } },
    };

    [Fact]
    public async Task The_table_follows_every_act_and_every_deadline()
    {
        var (platform, claimant, ids) = await NewAsync(12);
        await FillAsync(platform);
        var api = claimant.Api;
        await platform.SayAsync(ids[0], "acknowledged");
        await platform.SayAsync(ids[1], "information-requested", reason: new { code = "work-unclear" });
        await platform.SayAsync(ids[2], "information-requested", reason: new { code = "work-unclear" });
        (await api.PostAsync($"/v1/notices/{ids[2]}/supplement", new { text = "The live one." })).Must(200);
        await platform.SayAsync(ids[3], "action-taken", "removed");
        await platform.SayAsync(ids[4], "rejected", reason: new { code = "licensed" });
        await platform.SayAsync(ids[5], "rejected", reason: new { code = "licensed" });
        (await api.PostAsync($"/v1/notices/{ids[5]}/dispute", Argument)).Must(200);
        await platform.SayAsync(ids[6], "action-taken", "removed");
        (await platform.CounterAsync(ids[6])).Must(201);
        await platform.SayAsync(ids[7], "action-taken", "removed");
        foreach (var id in ids[7..9]) (await api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);

        var queue = await BothWaysAsync(platform);
        // The one that was taken back before an answer waits for its confirmation.
        Assert.Equal(9, queue.Count);
        Assert.Equal(["disputed", "restore-due"], StatesOf(queue, ids[5], ids[7]));

        await server.AdvanceAsync("P18D");
        queue = await BothWaysAsync(platform);
        Assert.Contains("restore-due", StatesOf(queue, ids[6]));
        Assert.Contains("escalated", StatesOf(queue, ids[9]));
        await platform.SayAsync(ids[7], "restored");
        await platform.SayAsync(ids[9], "action-taken", "removed");
        Assert.Equal(queue.Count - 2, (await BothWaysAsync(platform)).Count);
    }

    [Fact]
    public async Task What_arrives_after_a_read_is_there_at_the_next_one()
    {
        var host = Bodies.NewHost();
        var (platform, claimant, ids) = await NewAsync(3, host);
        Assert.Equal(3, (await ReadAsync(platform)).Count);
        await FillAsync(platform);
        var more = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/more"));
        Assert.Contains(more, (await ReadAsync(platform)).Select(i => i.Id("noticeId")));
        Assert.Equal(4, (await platform.Api.GetAsync("/v1/inbox/queue/counts")).Must(200).Json.Long("total"));
        await platform.SayAsync(ids[0], "action-taken", "removed");
        Assert.Equal(3, (await BothWaysAsync(platform)).Count);
    }

    [Fact]
    public async Task Answers_and_filling_at_the_same_time_leave_nothing_behind()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var (platform, claimant, ids) = await NewAsync(40);
            await Task.WhenAll(
                [
                    FillAsync(platform), ReadAsync(platform), FillAsync(platform),
                    .. ids.Take(20).Select(id => platform.SayAsync(id, "action-taken", "removed")),
                    .. ids.Skip(20).Take(10).Select(id => platform.SayAsync(id, "acknowledged")),
                    .. ids.Skip(30).Take(5).Select(id => RefuseAndDisputeAsync(platform, claimant, id)),
                ]);
            Assert.Equal(20, (await BothWaysAsync(platform)).Count);
        }
    }

    [Fact]
    public async Task A_platform_that_does_not_read_its_queue_has_no_rows()
    {
        var (platform, _, _) = await NewAsync(2);
        var id = platform.Id;
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM waiting WHERE platform_id = @id", id));
        await ReadAsync(platform);
        await Following.WaitUntilAsync(
            () => CountAsync("SELECT COUNT(*) FROM waiting WHERE platform_id = @id", id), rows => rows == 2);
    }

    [Fact]
    public async Task A_page_and_the_counts_keep_to_their_platform_and_their_filter()
    {
        var (platform, _, ids) = await NewAsync(4);
        var (other, _, _) = await NewAsync(3);
        await FillAsync(platform);
        await FillAsync(other);
        await platform.SayAsync(ids[0], "acknowledged");
        Assert.Equal([ids[0]], (await ReadAsync(platform, "&state=acknowledged")).Select(i => i.Id("noticeId")));
        Assert.Empty(await ReadAsync(platform, "&due=overdue"));
        Assert.Empty(await ReadAsync(platform, "&tier=green"));
        foreach (var (query, total) in new[] { ("state=acknowledged", 1), ("due=later", 0), ("tier=ordinary", 4) })
        {
            var counts = (await platform.Api.GetAsync($"/v1/inbox/queue/counts?{query}")).Must(200).Json;
            Assert.Equal(total, counts.Long("total"));
        }
    }

    private static async Task RefuseAndDisputeAsync(Organisation platform, Organisation claimant, Guid id)
    {
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed" });
        (await claimant.Api.PostAsync($"/v1/notices/{id}/dispute", Argument)).Must(200);
    }

    private static List<string> StatesOf(List<JsonNode> queue, params Guid[] ids) =>
        [.. ids.Select(id => queue.Single(i => i.Id("noticeId") == id).Text("state"))];

    /// <summary>The queue as the table says; then without its rows, as the notices say.</summary>
    private async Task<List<JsonNode>> BothWaysAsync(Organisation platform)
    {
        await FillAsync(platform);
        var moved = await ReadAsync(platform);
        var counts = (await platform.Api.GetAsync("/v1/inbox/queue/counts")).Must(200).Json.ToJsonString();
        Assert.Equal(
            moved.Count, await CountAsync("SELECT COUNT(*) FROM waiting WHERE platform_id = @id", platform.Id));
        await server.Services.GetRequiredService<Database>().WriteAsync(async s =>
        {
            await s.ExecuteAsync("DELETE FROM queue_cursors WHERE platform_id = @id", new { id = platform.Id });
            return await s.ExecuteAsync("DELETE FROM waiting WHERE platform_id = @id", new { id = platform.Id });
        });
        // In one page: after a read the rows come back by themselves.
        var notices = await ReadAsync(platform, "", 100);
        Assert.Equal(notices.Select(i => i.ToJsonString()), moved.Select(i => i.ToJsonString()));
        Assert.Equal(counts, (await platform.Api.GetAsync("/v1/inbox/queue/counts")).Must(200).Json.ToJsonString());
        await FillAsync(platform);
        return moved;
    }

    private async Task FillAsync(Organisation platform)
    {
        var filling = server.Services.GetRequiredService<QueueFilling>();
        while (await filling.StepAsync(platform.Id))
        {
        }
    }

    private static async Task<List<JsonNode>> ReadAsync(
        Organisation platform, string filter = "", int limit = 5)
    {
        var (all, after) = (new List<JsonNode>(), "");
        do
        {
            var page = (await platform.Api.GetAsync(string.Create(
                CultureInfo.InvariantCulture, $"/v1/inbox/queue?limit={limit}&after={after}{filter}"))).Must(200).Json;
            all.AddRange(page["items"]!.AsArray()!);
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        return all;
    }

    private Task<long> CountAsync(string sql, Guid id) =>
        server.Services.GetRequiredService<Database>().ReadAsync(s => s.FirstAsync<long>(sql, new { id }));

    private async Task<(Organisation Platform, Organisation Claimant, List<Guid> Ids)> NewAsync(
        int count, string? at = null)
    {
        var host = at ?? Bodies.NewHost();
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(Enumerable.Range(0, count).Select(
            i => Sample.Notice(string.Create(CultureInfo.InvariantCulture, $"https://{host}/{i}"))));
        var items = await platform.InboxUntilAsync(read => read.Count == count);
        return (platform, claimant, [.. items.Select(i => i.Id("noticeId"))]);
    }
}
