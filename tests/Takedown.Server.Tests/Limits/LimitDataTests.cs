using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Limits;

/// <summary>Limits as data: server-wide, of an organisation, and back.</summary>
public sealed class LimitDataTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Names =
    [
        "requestsAtOnce", "requestsAtOncePerKey", "requestsPerMinute", "uploads", "streams", "longPolls",
        "failedSignIns", "refusedBytesPerDay", "evidenceBytes",
    ];

    [Fact]
    public async Task All_limits_have_values_before_anybody_sets_one()
    {
        var limits = (await server.Operator.GetAsync("/v1/limits")).Must(200).Json;
        Assert.All(Names, name => Assert.True(limits.Long(name) > 0, name));
    }

    [Fact]
    public async Task What_is_set_is_in_force_and_the_rest_returns_to_its_default()
    {
        var before = (await server.Operator.PutAsync("/v1/limits", new { })).Must(200).Json;
        var first = (await server.Operator.PutAsync("/v1/limits", new { uploads = 77, streams = 9 })).Must(200).Json;
        Assert.Equal((77, 9), (first.Long("uploads"), first.Long("streams")));
        Assert.Equal(before.Long("longPolls"), first.Long("longPolls"));

        var second = (await server.Operator.PutAsync("/v1/limits", new { streams = 8 })).Must(200).Json;
        Assert.Equal((before.Long("uploads"), 8), (second.Long("uploads"), second.Long("streams")));
        Assert.Equal(first.Long("version") + 1, second.Long("version"));
        Assert.Equal(second.ToJsonString(), (await server.Operator.GetAsync("/v1/limits")).Must(200).Body);
    }

    [Fact]
    public async Task An_organisation_has_its_own_until_they_are_taken_back()
    {
        var claimant = await server.ClaimantAsync();
        var path = $"/v1/organisations/{claimant.Id}/limits";
        var general = (await claimant.Api.GetAsync(path)).Must(200).Json;
        Assert.Null(general["own"]);

        (await server.Operator.PutAsync(path, new { uploads = 5 })).Must(200);
        foreach (var reader in new[] { claimant.Api, server.Operator })
        {
            var own = (await reader.GetAsync(path)).Must(200).Json;
            Assert.Equal((5, general.Long("streams")), (own.Long("uploads"), own.Long("streams")));
            Assert.Equal(["uploads"], own["own"]!.AsArray().Select(n => n!.GetValue<string>()));
        }
        Assert.Equal(5, (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json["limits"].Long("uploads"));

        (await server.Operator.DeleteAsync(path)).Must(204);
        Assert.Equal(general.Long("uploads"), (await claimant.Api.GetAsync(path)).Must(200).Json.Long("uploads"));
    }

    [Fact]
    public async Task Limits_that_were_read_can_be_written()
    {
        var limits = (await server.Operator.GetAsync("/v1/limits")).Must(200).Json.AsObject();
        limits["uploads"] = 33;
        Assert.Equal(33, (await server.Operator.PutAsync("/v1/limits", limits)).Must(200).Json.Long("uploads"));
    }

    [Theory]
    [InlineData("""{"uploads":0}""", "/uploads value.out-of-range")]
    [InlineData("""{"uploads":100001}""", "/uploads value.out-of-range")]
    [InlineData("""{"requestsPerMinute":-1}""", "/requestsPerMinute value.out-of-range")]
    [InlineData("""{"refusedBytesPerDay":-1}""", "/refusedBytesPerDay value.out-of-range")]
    [InlineData("""{"streams":"5"}""", "/streams field.type")]
    [InlineData("""{"streams":1.5}""", "/streams field.type")]
    [InlineData("""{"stream":5}""", "/stream field.unknown")]
    [InlineData("""[]""", " field.type")]
    public async Task A_value_out_of_its_bounds_is_refused_by_its_name(string body, string fault)
    {
        var claimant = await server.ClaimantAsync();
        foreach (var path in new[] { "/v1/limits", $"/v1/organisations/{claimant.Id}/limits" })
        {
            var answer = (await server.Operator.SendAsync(HttpMethod.Put, path, body, Bodies.Json)).Must(400);
            Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        }
    }

    [Fact]
    public async Task The_limit_of_addresses_is_the_servers_alone()
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await server.Operator.PutAsync(
            $"/v1/organisations/{claimant.Id}/limits", new { failedSignIns = 5 })).Must(400);
        Assert.Equal([("/failedSignIns", "limit.server-wide")], answer.Faults);
    }

    [Fact]
    public async Task Nobody_reads_or_writes_the_limits_of_another()
    {
        var (one, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        (await one.Api.GetAsync($"/v1/organisations/{other.Id}/limits")).Must(404);
        (await one.Api.PutAsync($"/v1/organisations/{one.Id}/limits", new { uploads = 9 })).Must(403);
        (await one.Api.DeleteAsync($"/v1/organisations/{one.Id}/limits")).Must(403);
        (await one.Api.GetAsync("/v1/limits")).Must(403);
        var nobody = $"/v1/organisations/{Guid.Empty}/limits";
        (await server.Operator.GetAsync(nobody)).Must(404);
        (await server.Operator.PutAsync(nobody, new { uploads = 9 })).Must(404);
        (await server.Operator.DeleteAsync(nobody)).Must(404);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_trail_with_the_values_before_and_after()
    {
        var claimant = await server.ClaimantAsync();
        var path = $"/v1/organisations/{claimant.Id}/limits";
        (await server.Operator.PutAsync(path, new { uploads = 5 })).Must(200);
        (await server.Operator.PutAsync(path, new { streams = 6 })).Must(200);
        (await server.Operator.DeleteAsync(path)).Must(204);
        var acts = (await server.Operator.GetAsync($"/v1/audit?object={claimant.Id}&limit=1000")).Must(200).Items
            .Where(e => e.Text("act").StartsWith("limits.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["limits.put", "limits.put", "limits.retire"], acts.Select(e => e.Text("act")));
        Assert.Equal(5, acts[1]!["before"].Long("uploads"));
        Assert.Equal(6, acts[1]!["after"].Long("streams"));
        Assert.Null(acts[2]!["after"]);
    }

    [Fact]
    public async Task Another_process_follows_at_the_next_request()
    {
        await using var store = await TestStore.CreateAsync();
        await using var one = await Disposable.StartAsync(store);
        await using var other = await Disposable.StartAsync(store);
        var claimant = await one.Server.ClaimantAsync();
        var there = other.Server.With(claimant.Key);
        (await there.GetAsync("/v1/usage")).Must(200);
        (await one.Server.Operator.PutAsync($"/v1/organisations/{claimant.Id}/limits", new { streams = 3 })).Must(200);
        JsonNode usage = (await there.GetAsync("/v1/usage")).Must(200).Json;
        Assert.Equal(3, usage["limits"].Long("streams"));
    }
}
