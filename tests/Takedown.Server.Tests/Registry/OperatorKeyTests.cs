using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>The configured key is for the first start and for recovery, and undoes nothing.</summary>
public sealed class OperatorKeyTests
{
    private const string Other = "another-operator-key-0123456789abcdef";

    [Fact]
    public async Task A_changed_setting_adds_a_key_and_the_former_one_works_until_it_is_revoked()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var server = own.Server;
        (await server.Operator.GetAsync("/v1/organisations")).Must(200);
        await server.RestartAsync(("Takedown:OperatorKey", Other));
        (await server.With(Other).GetAsync("/v1/organisations")).Must(200);
        (await server.Operator.GetAsync("/v1/organisations")).Must(200);
        Assert.Single((await server.Operator.GetAsync("/v1/organisations?kind=operator")).Must(200).Items);

        var former = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["key"].Id("id");
        (await server.With(Other).DeleteAsync($"/v1/keys/{former}")).Must(204);
        // A process with the former setting starts once more, as a worker after a crash does: it undoes nothing.
        await server.RestartAsync(("Takedown:OperatorKey", TestServer.OperatorKey));
        (await server.With(TestServer.OperatorKey).GetAsync("/v1/organisations")).Must(401);
        (await server.With(Other).GetAsync("/v1/organisations")).Must(200);
    }

    [Fact]
    public async Task A_restart_keeps_keys_that_were_made_over_the_API()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var server = own.Server;
        var made = server.With((await server.Operator.PostAsync("/v1/me/keys", new { })).Must(201).Json.Text("key"));
        await server.RestartAsync();
        (await server.With(TestServer.OperatorKey).GetAsync("/v1/organisations")).Must(200);
        made = server.With(KeyOf(made));
        (await made.GetAsync("/v1/organisations")).Must(200);
    }

    [Fact]
    public async Task Processes_with_different_settings_do_not_undo_each_other()
    {
        await using var store = await TestStore.CreateAsync();
        foreach (var key in new[] { TestServer.OperatorKey, Other, TestServer.OperatorKey, Other })
        {
            var server = await TestServer.StartAsync(store, ("Takedown:OperatorKey", key));
            (await server.With(TestServer.OperatorKey).GetAsync("/v1/organisations")).Must(200);
            if (key == Other) (await server.With(Other).GetAsync("/v1/organisations")).Must(200);
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_last_key_that_may_do_everything_cannot_be_revoked()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var server = own.Server;
        var me = (await server.Operator.GetAsync("/v1/me")).Must(200).Json;
        var (operatorId, configured) = (me["organisation"].Id("id"), me["key"].Id("id"));
        Assert.Equal("key.last", (await server.Operator.DeleteAsync($"/v1/keys/{configured}")).Must(409).Code);
        // Neither a key that may not make keys nor one that ends is a way in.
        await KeyAsync(server, new { name = "operate", scopes = new[] { "read", "operate" } });
        var end = (await server.NowAsync()).AddDays(1);
        await KeyAsync(server, new { name = "short", expiresAt = end });
        Assert.Equal("key.last", (await server.Operator.DeleteAsync($"/v1/keys/{configured}")).Must(409).Code);

        var head = (await server.Operator.PostAsync(
            $"/v1/organisations/{operatorId}/people", new { name = "Head", role = "head" })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{head}/keys", new { })).Must(201).Json;
        (await server.Operator.DeleteAsync($"/v1/keys/{configured}")).Must(204);
        var person = server.With(key.Text("key"));
        Assert.Equal("key.last", (await person.DeleteAsync($"/v1/keys/{key.Id("id")}")).Must(409).Code);
        Assert.Equal("key.last", (await person.DeleteAsync($"/v1/people/{head}")).Must(409).Code);
        Assert.Equal("key.last", (await person.PatchAsync($"/v1/people/{head}", new { role = "officer" })).Must(409)
            .Code);
        (await person.PatchAsync($"/v1/people/{head}", new { title = "Director" })).Must(200);
    }

    [Fact]
    public async Task Of_two_that_revoke_each_other_at_the_same_moment_one_stays()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var server = own.Server;
        var first = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["key"].Id("id");
        var second = await KeyAsync(server, new { });
        var other = server.With(second.Text("key"));
        var answers = await Task.WhenAll(
            server.Operator.DeleteAsync($"/v1/keys/{second.Id("id")}"), other.DeleteAsync($"/v1/keys/{first}"));
        Assert.Equal(1, answers.Count(a => a.Status == 204));
        var alive = new[] { server.Operator, other }.Select(api => api.GetAsync("/v1/organisations"));
        Assert.Equal(1, (await Task.WhenAll(alive)).Count(a => a.Status == 200));
    }

    [Fact]
    public async Task A_restart_keeps_what_is_registered_and_adds_no_versions_to_the_pack()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var server = own.Server;
        var claimant = await server.ClaimantAsync();
        var policies = (await server.Operator.GetAsync("/v1/policies")).Must(200).Body;
        var calendars = (await server.Operator.GetAsync("/v1/calendars")).Must(200).Body;
        await server.RestartAsync();
        (await server.With(claimant.Key).GetAsync("/v1/notices")).Must(200);
        Assert.Equal(policies, (await server.Operator.GetAsync("/v1/policies")).Must(200).Body);
        Assert.Equal(calendars, (await server.Operator.GetAsync("/v1/calendars")).Must(200).Body);
    }

    private static async Task<JsonNode> KeyAsync(TestServer server, object body) =>
        (await server.Operator.PostAsync("/v1/me/keys", body)).Must(201).Json;

    private static string KeyOf(Api api) => api.Client.DefaultRequestHeaders.Authorization!.Parameter!;
}
