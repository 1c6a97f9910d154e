using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Notices;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Feeds;

/// <summary>
/// A database that was restored, or a standby that took over without the last writes: no reader skips anything, and one
/// that knows more than the database is told so.
/// </summary>
public sealed class HistoryTests : IAsyncLifetime
{
    /// <summary>The leap of inbox positions.</summary>
    private const long Leap = 1_000_000_000;

    private TestServer server = null!;
    private Organisation platform = null!;
    private Organisation claimant = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        platform = await server.PlatformAsync("kept.example");
        claimant = await server.ClaimantAsync();
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_cursor_beyond_everything_is_refused_with_the_place_to_continue_from()
    {
        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/1"));
        var last = (await claimant.FeedAsync())[^1].Text("cursor");
        var at = Read(last);
        var beyond = new FeedCursor(new(at.Event.Tx, at.Event.Seq + 7), 1).ToString();

        foreach (var path in new[] { "/v1/events", "/v1/events/stream" })
        {
            var resume = await RefusedAsync(claimant, $"{path}?after={beyond}");
            Assert.StartsWith($"{at.Event.Tx}.{at.Event.Seq}.", resume, StringComparison.Ordinal);
        }
        Assert.Equal("1", await RefusedAsync(platform, "/v1/inbox?after=2"));
        Assert.Equal("1", await RefusedAsync(platform, "/v1/inbox?after=9223372036854775807&wait=20"));
        Assert.Equal("0", await RefusedAsync(platform, "/v1/account-actions?after=1"));
        // What is not beyond it waits for what comes.
        Assert.Empty((await claimant.Api.GetAsync($"/v1/events?after={last}")).Must(200).Items);
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox?after=1")).Must(200).Items);
        Assert.Empty((await platform.Api.GetAsync("/v1/account-actions?after=0")).Must(200).Items);
    }

    [Fact]
    public async Task After_a_restore_without_the_last_writes_no_number_is_given_twice_and_nobody_skips()
    {
        var kept = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/1"));
        var before = (await claimant.FeedAsync())[^1].Text("cursor");
        var lost = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/lost"));
        var beyond = (await claimant.FeedAsync())[^1].Text("cursor");
        await LoseAsync(lost, before);
        await WriteAsync("UPDATE histories SET identity = 'restored'");

        await server.RestartAsync();
        (claimant, platform) = (Again(claimant), Again(platform));
        var fresh = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/2"));

        // Who had read what is lost learns it, in every feed, though there are newer items now.
        var resume = await RefusedAsync(claimant, $"/v1/events?after={beyond}&wait=20");
        Assert.Equal(resume, await RefusedAsync(claimant, "/v1/events/stream", beyond));
        Assert.Equal("1", await RefusedAsync(platform, "/v1/inbox?after=2"));
        // Who had not goes on, and so does who continues from where it is told to.
        string[] news = ["accepted", "delivered"];
        foreach (var cursor in new[] { before, resume })
        {
            var items = await claimant.FeedAsync(after: cursor);
            Assert.Equal(news, items.Select(e => e.Text("type")));
            Assert.All(items, e => Assert.Equal(fresh, e.Id("noticeId")));
        }
        var inbox = (await platform.Api.GetAsync("/v1/inbox?after=1")).Must(200).Items;
        Assert.Equal((fresh, Leap + 2), (Assert.Single(inbox).Id("noticeId"), inbox[0].Long("seq")));
        Assert.Equal([kept, kept, fresh, fresh], (await claimant.FeedAsync()).Select(e => e.Id("noticeId")));
        // The next cursors are good ones.
        Assert.Empty(await claimant.FeedAsync(after: (await claimant.FeedAsync())[^1].Text("cursor")));
        Assert.Empty((await platform.Api.GetAsync($"/v1/inbox?after={Leap + 2}")).Must(200).Items);

        await server.RestartAsync();
        (claimant, platform) = (Again(claimant), Again(platform));
        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/3"));
        inbox = (await platform.Api.GetAsync($"/v1/inbox?after={Leap + 2}")).Must(200).Items;
        Assert.Equal(Leap + 3, Assert.Single(inbox).Long("seq"));
    }

    [Fact]
    public async Task The_audit_trail_gives_lost_numbers_again_and_tells_a_reader_who_knew_them()
    {
        await ActAsync("KEPT");
        var kept = await AuditAsync("");
        await ActAsync("LOST");
        var beyond = await AuditAsync("");
        var numbers = beyond.Items.Count;
        Assert.Equal("LOST", beyond.Items[^1].Text("object"));
        await LoseLastActAsync();
        // A reader beyond the last entry is told at once, with or without a history in its cursor.
        foreach (var cursor in new[] { beyond.Next!, $"{numbers}" })
            await RefusedAsync(server.Operator, $"/v1/audit?after={cursor}");
        await WriteAsync("UPDATE histories SET identity = 'restored'");

        await server.RestartAsync();
        await ActAsync("FRESH");
        await ActAsync("NEXT");
        var resume = await RefusedAsync(server.Operator, $"/v1/audit?after={beyond.Next}");
        foreach (var cursor in new[] { kept.Next!, resume, $"{kept.Items.Count}" })
        {
            var page = await AuditAsync(cursor);
            Assert.Equal(["FRESH", "NEXT"], page.Items.Select(a => a.Text("object")));
            Assert.Equal(numbers, page.Items[0].Long("seq"));
            Assert.Empty((await AuditAsync(page.Next!)).Items);
        }
        Assert.Equal(
            [("?after", "cursor.invalid")], (await server.Operator.GetAsync("/v1/audit?after=x.1")).Must(400).Faults);
    }

    private async Task ActAsync(string policy) => (await server.Operator.PutAsync(
        $"/v1/policies/{policy}", (await server.Operator.GetAsync("/v1/policies/DEFAULT")).Must(200).Json)).Must(200);

    private async Task<(IReadOnlyList<JsonNode> Items, string? Next)> AuditAsync(string after)
    {
        var page = (await server.Operator.GetAsync($"/v1/audit?limit=1000&after={after}")).Must(200);
        return ([.. page.Items.Select(a => a!)], page.Json.Text("next"));
    }

    private async Task LoseLastActAsync()
    {
        await WriteAsync(TestStore.IsPostgres
            ? "ALTER TABLE audit DISABLE TRIGGER audit_append_only" : "DROP TRIGGER audit_no_delete");
        await WriteAsync("DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)");
    }

    [PostgresFact]
    public async Task A_dump_in_a_new_cluster_goes_on_behind_its_events()
    {
        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/1"));
        var before = (await claimant.FeedAsync())[^1].Text("cursor");
        // A cluster that is younger than the events by a million transactions.
        await WriteAsync("UPDATE events SET tx = tx + 1000000");
        await WriteAsync("UPDATE projections SET tx = tx + 1000000");
        var at = Read(before);
        var cursor = new FeedCursor(new(at.Event.Tx + 1_000_000, at.Event.Seq), at.Taken).ToString();

        await server.RestartAsync();
        (claimant, platform) = (Again(claimant), Again(platform));
        var fresh = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/2"));

        Assert.Equal(
            [(fresh, "accepted"), (fresh, "delivered")],
            (await claimant.FeedAsync(after: cursor)).Select(e => (e.Id("noticeId"), e.Text("type"))));
        Assert.Equal(4, (await claimant.FeedAsync()).Count);
        var overview = (await server.Operator.GetAsync("/v1/compliance/overview")).Must(200).Json;
        Assert.Equal((2, 2), (overview.Long("received"), overview.Long("delivered")));
    }

    [PostgresFact]
    public async Task A_standby_that_takes_over_while_the_server_runs_is_noticed_before_anything_is_written()
    {
        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/1"));
        var before = (await claimant.FeedAsync())[^1].Text("cursor");
        var lost = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/lost"));
        var beyond = (await claimant.FeedAsync())[^1].Text("cursor");
        await LoseAsync(lost, before);
        var poll = claimant.Api.GetAsync($"/v1/events?after={beyond}&wait=30");
        await WriteAsync("UPDATE histories SET identity = 'the timeline before'");
        // As after a promotion: every connection is gone, and the next one leads to another history.
        await Record.ExceptionAsync(() => WriteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"));

        var fresh = await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/2"));

        var inbox = (await platform.Api.GetAsync("/v1/inbox?after=1")).Must(200).Items;
        Assert.Equal((fresh, Leap + 2), (Assert.Single(inbox).Id("noticeId"), inbox[0].Long("seq")));
        Assert.Equal("cursor.history-changed", (await poll).Must(410).Code);
        Assert.Equal(2, (await claimant.FeedAsync(after: before)).Count);
    }

    [PostgresFact]
    public async Task A_server_that_knows_of_later_events_than_the_database_needs_no_other_sign()
    {
        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/1"));
        await claimant.FeedAsync();
        var database = server.Services.GetRequiredService<Database>();
        // Read before a volume was set back, whose cluster, timeline and database are the same.
        var next = await database.WriteAsync(s => s.FirstAsync<long>("SELECT pg_current_xact_id()::text::bigint"));
        database.Saw(next + 5000);
        await Record.ExceptionAsync(() => WriteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"));

        await claimant.DeliverAsync(platform, Sample.Notice("https://kept.example/2"));

        var at = Read((await claimant.FeedAsync())[^1].Text("cursor"));
        Assert.True(at.Event.Tx > next + 5000 + (1L << 40), $"{at}");
        Assert.Equal(1, await database.ReadAsync(
            s => s.FirstAsync<long>("SELECT COUNT(*) FROM histories WHERE next_tx > 0")));
    }

    private static async Task<string> RefusedAsync(Api reader, string path)
    {
        var refused = (await reader.GetAsync(path)).Must(410);
        Assert.Equal("cursor.history-changed", refused.Code);
        return refused.Json.Text("resumeAfter");
    }

    private static async Task<string> RefusedAsync(Organisation reader, string path, string? lastEventId = null)
    {
        var refused = (lastEventId is null
            ? await reader.Api.GetAsync(path)
            : await reader.Api.GetAsync(path, ("Last-Event-ID", lastEventId))).Must(410);
        Assert.Equal("cursor.history-changed", refused.Code);
        return refused.Json.Text("resumeAfter");
    }

    private static FeedCursor Read(string cursor)
    {
        Assert.True(FeedCursor.TryParse(cursor, out var read), cursor);
        return read;
    }

    private Organisation Again(Organisation known) => known with { Api = server.With(known.Key) };

    /// <summary>Removes a notice and everything after a cursor, as if it had never been written.</summary>
    private async Task LoseAsync(Guid notice, string after)
    {
        var at = Read(after);
        // The counters know every event, so that none is read while some are removed.
        (await server.Operator.GetAsync("/v1/compliance/overview")).Must(200);
        await WriteAsync("DELETE FROM events WHERE (tx, seq) > (@Tx, @Seq)", new { at.Event.Tx, at.Event.Seq });
        await WriteAsync("UPDATE projections SET tx = @Tx, seq = @Seq", new { at.Event.Tx, at.Event.Seq });
        foreach (var (table, column) in new[]
        {
            ("notices", "id"), ("notice_contents", "notice_id"), ("open_notices", "notice_id"), ("inbox", "notice_id"),
        })
        {
            await WriteAsync($"DELETE FROM {table} WHERE {column} = @notice", new { notice });
        }
        await WriteAsync("UPDATE platform_seqs SET inbox_seq = inbox_seq - 1 WHERE inbox_seq > 0");
        if (!TestStore.IsPostgres)
            await WriteAsync("UPDATE sqlite_sequence SET seq = @Seq WHERE name = 'events'", new { at.Event.Seq });
    }

    private Task WriteAsync(string sql, object? args = null) =>
        server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(sql, args));
}
