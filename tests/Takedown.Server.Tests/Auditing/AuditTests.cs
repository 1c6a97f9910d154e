using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Auditing;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Auditing;

/// <summary>The audit trail: every administrative act, with who, from where, before and after (security M3).</summary>
public sealed class AuditTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_policy_and_a_calendar_are_recorded_with_what_they_were_and_what_they_are()
    {
        var calendar = (await server.Operator.GetAsync("/v1/calendars/CN")).Must(200).Json;
        (await server.Operator.PutAsync("/v1/calendars/CN", calendar)).Must(200);
        var entry = await LastAsync("calendar.put");
        Assert.Equal("CN", entry["object"]!.GetValue<string>());
        Assert.Equal("127.0.0.1", entry["address"]!.GetValue<string>());
        Assert.NotNull(entry["keyId"]);
        Assert.NotNull(entry["organisationId"]);
        var (before, after) = (Version(entry["before"]), Version(entry["after"]));
        Assert.Equal(calendar["version"]!.GetValue<int>(), before);
        Assert.Equal(before + 1, after);

        var policy = (await server.Operator.GetAsync("/v1/policies/DEFAULT")).Must(200).Json;
        (await server.Operator.PutAsync("/v1/policies/DEFAULT", policy)).Must(200);
        Assert.Equal("DEFAULT", (await LastAsync("policy.put"))["object"]!.GetValue<string>());
        (await server.Operator.PutAsync("/v1/policies/NEW-ONE", policy)).Must(200);
        Assert.Null((await LastAsync("policy.put"))["before"]);
    }

    [Fact]
    public async Task A_refused_change_is_no_act()
    {
        var before = (await EntriesAsync("policy.put")).Count;
        (await server.Operator.PutAsync("/v1/policies/WRONG", new { code = "WRONG" })).Must(400);
        Assert.Equal(before, (await EntriesAsync("policy.put")).Count);
    }

    [Fact]
    public async Task A_retry_a_redrive_and_a_move_of_the_clock_are_recorded()
    {
        (await server.Operator.PostAsync("/v1/operations/deliveries/retry", new { })).Must(200);
        Assert.NotNull(await LastAsync("deliveries.retry"));
        (await server.Operator.PostAsync("/v1/operations/dead-letters/redrive?id=none", new { })).Must(200);
        Assert.Equal("none", (await LastAsync("dead-letters.redrive"))["object"]!.GetValue<string>());
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.PostAsync("/v1/sandbox/clock", new { advance = "PT1M" })).Must(200);
        var moved = await LastAsync("clock.advance");
        Assert.Equal(claimant.Id, moved["organisationId"]!.GetValue<Guid>());
        Assert.Equal(claimant.KeyId, moved["keyId"]!.GetValue<Guid>());
        Assert.NotEqual(moved["before"]!.ToJsonString(), moved["after"]!.ToJsonString());
    }

    [Fact]
    public async Task Failed_sign_ins_are_counted_by_address_in_one_entry()
    {
        var before = (await EntriesAsync("sign-in.failed")).Count;
        for (var i = 0; i < 5; i++)
        {
            (await server.With($"tk_claimant_guessed_{i:D64}").GetAsync("/v1/notices")).Must(401);
        }
        await server.Services.GetRequiredService<FailedSignIns>().FlushAsync();
        var entries = await EntriesAsync("sign-in.failed");
        Assert.Equal(before + 1, entries.Count);
        Assert.Equal("127.0.0.1", entries[^1]!["address"]!.GetValue<string>());
        Assert.True(entries[^1]!["after"]!["count"]!.GetValue<int>() >= 5);
        Assert.DoesNotContain("guessed", entries[^1]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_read_their_own_acts_only()
    {
        var (one, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        (await one.Api.PostAsync("/v1/sandbox/clock", new { advance = "PT0S" })).Must(200);
        Assert.All(
            (await one.Api.GetAsync("/v1/audit")).Must(200).Items,
            e => Assert.Equal(one.Id, e!["organisationId"]!.GetValue<Guid>()));
        Assert.NotEmpty((await one.Api.GetAsync("/v1/audit?act=clock.advance")).Must(200).Items);
        Assert.Empty((await other.Api.GetAsync("/v1/audit?act=clock.advance")).Must(200).Items);
        (await other.Api.GetAsync($"/v1/audit?organisation={one.Id}")).Must(404);
    }

    [Fact]
    public async Task Acts_done_at_once_have_numbers_without_gaps_and_a_reader_skips_none()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            server.Operator.PostAsync("/v1/operations/deliveries/retry", new { })));
        var seqs = new List<long>();
        var after = "0";
        while (true)
        {
            var page = (await server.Operator.GetAsync($"/v1/audit?limit=7&after={after}")).Must(200);
            if (page.Items.Count == 0) break;
            seqs.AddRange(page.Items.Select(e => e!["seq"]!.GetValue<long>()));
            after = page.Json["next"]!.GetValue<string>();
        }
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(n => (long)n), seqs);
        Assert.True(seqs.Count >= 20);
    }

    [Fact]
    public async Task An_entry_is_neither_changed_nor_deleted()
    {
        (await server.Operator.PostAsync("/v1/operations/deliveries/retry", new { })).Must(200);
        var database = server.Services.GetRequiredService<Database>();
        foreach (var sql in new[] { "UPDATE audit SET act = 'other'", "DELETE FROM audit" })
        {
            var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => database.WriteAsync(s => s.ExecuteAsync(sql)));
            Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The trail is part of the transaction: without it, the change does not happen either.</summary>
    [Fact]
    public async Task What_cannot_be_recorded_is_not_done()
    {
        await using var broken = await Disposable.StartAsync();
        var database = broken.Server.Services.GetRequiredService<Database>();
        var policy = (await broken.Server.Operator.GetAsync("/v1/policies/DEFAULT")).Must(200).Json;
        await database.WriteAsync(s => s.ExecuteAsync("ALTER TABLE audit RENAME TO lost"));
        (await broken.Server.Operator.PutAsync("/v1/policies/DEFAULT", policy)).Must(500);
        (await broken.Server.Operator.PostAsync("/v1/operations/deliveries/retry", new { })).Must(500);
        await database.WriteAsync(s => s.ExecuteAsync("ALTER TABLE lost RENAME TO audit"));
        Assert.Equal(
            policy["version"]!.GetValue<int>(),
            (await broken.Server.Operator.GetAsync("/v1/policies/DEFAULT")).Must(200).Json["version"]!.GetValue<int>());
    }

    private static int Version(JsonNode? body) => body!["version"]!.GetValue<int>();

    private async Task<JsonNode> LastAsync(string act) => (await EntriesAsync(act))[^1]!;

    private async Task<JsonArray> EntriesAsync(string act) =>
        (await server.Operator.GetAsync($"/v1/audit?act={act}&limit=1000")).Must(200).Items;
}
