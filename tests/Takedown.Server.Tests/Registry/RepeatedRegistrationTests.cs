using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>A lost answer is no lost secret: registrations and keys with an Idempotency-Key.</summary>
public sealed class RepeatedRegistrationTests(TestServer server) : IClassFixture<TestServer>
{
    private static int runs;

    [Theory]
    [InlineData("organisation")]
    [InlineData("person")]
    [InlineData("key")]
    [InlineData("person-key")]
    [InlineData("own-key")]
    [InlineData("webhook-secret")]
    public async Task The_same_request_has_the_same_answer_with_its_secret_and_acts_once(string what)
    {
        var (path, body, count) = await ActAsync(what);
        var key = $"k-{path}-{Interlocked.Increment(ref runs)}";
        var before = await count();
        var first = (await server.Operator.PostAsync(path, body, Key(key))).Must(201);
        var again = (await server.Operator.PostAsync(path, body, Key(key))).Must(201);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(before + 1, await count());
        var other = await server.Operator.PostAsync(path, Renamed(body), Key(key + "-other"));
        // It acts again, as far as it may: a secret is rotated at most once a minute.
        Assert.NotEqual(first.Body, other.Must(what == "webhook-secret" ? 429 : 201).Body);
    }

    [Theory]
    [InlineData("organisation")]
    [InlineData("person")]
    [InlineData("key")]
    [InlineData("person-key")]
    [InlineData("own-key")]
    public async Task Another_body_under_the_same_key_is_refused(string what)
    {
        var (path, body, count) = await ActAsync(what);
        var key = $"k-{path}-{Interlocked.Increment(ref runs)}";
        (await server.Operator.PostAsync(path, body, Key(key))).Must(201);
        var before = await count();
        Assert.Equal(
            "idempotency.conflict", (await server.Operator.PostAsync(path, Renamed(body), Key(key))).Must(409).Code);
        Assert.Equal(before, await count());
    }

    [Theory]
    [InlineData("organisation")]
    [InlineData("person")]
    [InlineData("key")]
    [InlineData("webhook-secret")]
    public async Task Sent_many_times_at_the_same_moment_it_acts_once(string what)
    {
        var (path, body, count) = await ActAsync(what);
        var key = $"k-{path}-{Interlocked.Increment(ref runs)}";
        var before = await count();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => server.Operator.PostAsync(path, body, Key(key))));
        Assert.Single(answers.Select(a => a.Must(201).Body).Distinct());
        Assert.Equal(before + 1, await count());
    }

    [Fact]
    public async Task Another_key_with_the_same_word_gets_an_answer_of_its_own()
    {
        var (one, two) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        var first = (await one.Api.PostAsync("/v1/me/keys", new { }, Key("same"))).Must(201).Json.Text("key");
        var second = (await two.Api.PostAsync("/v1/me/keys", new { }, Key("same"))).Must(201).Json.Text("key");
        Assert.NotEqual(first, second);
        (await server.With(second).GetAsync("/v1/notices")).Must(200);
    }

    [Fact]
    public async Task What_was_refused_is_not_remembered()
    {
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.PostAsync("/v1/me/keys", new { })).Must(201);
        (await claimant.Api.PostAsync("/v1/me/keys", new { }, Key("k"))).Must(409);
        var second = (await ItemsAsync($"/v1/organisations/{claimant.Id}/keys"))[1].Id("id");
        (await claimant.Api.DeleteAsync($"/v1/keys/{second}")).Must(204);
        (await claimant.Api.PostAsync("/v1/me/keys", new { }, Key("k"))).Must(201);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    public async Task A_word_that_cannot_be_is_refused(string key)
    {
        var claimant = await server.ClaimantAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/me/keys");
        Assert.Equal("idempotency.invalid", (await claimant.Api.SendAsync(request, Key(key))).Must(400).Faults
            .Single().Code);
    }

    [SqliteFact]
    public async Task The_stored_answer_does_not_show_the_key()
    {
        var claimant = await server.ClaimantAsync();
        var key = (await claimant.Api.PostAsync("/v1/me/keys", new { }, Key("sealed"))).Must(201).Json.Text("key");
        Assert.False(await server.FilesContainAsync(key));
        Assert.False(await server.FilesContainAsync(key[^60..]));
    }

    private async Task<(string Path, object Body, Func<Task<int>> Count)> ActAsync(string what)
    {
        var run = Interlocked.Increment(ref runs);
        var claimant = await server.ClaimantAsync();
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{claimant.Id}/people", new { name = "P", role = "head" })).Must(201).Json.Id("id");
        var me = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"].Id("id");
        // Keys of the operator itself would soon be too many.
        foreach (var old in await ItemsAsync($"/v1/organisations/{me}/keys"))
        {
            if (old.Text("name") is not "configured" && old!["revokedAt"] is null)
                (await server.Operator.DeleteAsync($"/v1/keys/{old.Id("id")}")).Must(204);
        }
        var webhook = what != "webhook-secret" ? Guid.Empty : (await server.PlatformAsync(
            Bodies.NewHost("secret"), new { connector = new { kind = "webhook", url = "https://h.example/n" } })).Id;
        var secrets = 0;
        return what switch
        {
            "organisation" => ("/v1/organisations",
                new
                {
                    kind = "platform", name = $"Repeated {run}", country = "CN",
                    hosts = new[] { $"repeat-{run}.example" },
                    connector = new { kind = "webhook", url = "https://hooks.example/n" },
                },
                CountAsync("/v1/organisations?limit=1000")),
            "person" => ($"/v1/organisations/{claimant.Id}/people", new { name = "Li", role = "reader" },
                CountAsync($"/v1/organisations/{claimant.Id}/people")),
            "key" => ($"/v1/organisations/{claimant.Id}/keys", new { name = "n" },
                CountAsync($"/v1/organisations/{claimant.Id}/keys")),
            "person-key" => ($"/v1/people/{person}/keys", new { name = "n" }, CountAsync($"/v1/people/{person}/keys")),
            "own-key" => ("/v1/me/keys", new { name = "n" }, CountAsync($"/v1/organisations/{me}/keys")),
            // Secrets cannot be counted; that the answers are the same says it.
            _ => ($"/v1/organisations/{webhook}/webhook-secret", new { }, () => Task.FromResult(secrets++)),
        };
    }

    private Func<Task<int>> CountAsync(string path) => async () => (await ItemsAsync(path)).Count;

    private async Task<JsonArray> ItemsAsync(string path) => (await server.Operator.GetAsync(path)).Must(200).Items;

    /// <summary>The same act with another name, and on hosts of its own.</summary>
    private static JsonNode Renamed(object body)
    {
        var changed = System.Text.Json.JsonSerializer.SerializeToNode(body)!;
        if (changed["name"] is not null) changed["name"] = "Another";
        if (changed["hosts"] is not null)
            changed["hosts"] = new JsonArray($"renamed-{Interlocked.Increment(ref runs)}.example");
        return changed;
    }

    private static (string, string) Key(string key) => ("Idempotency-Key", key);
}
