using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>An organisation manages its own keys: scopes, ends, networks, rotation.</summary>
public sealed class OwnKeysTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_organisation_rotates_its_key_without_the_operator()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("rotate"));
        var next = (await platform.Api.PostAsync($"/v1/organisations/{platform.Id}/keys", new { })).Must(201).Json;
        var api = server.With(next.Text("key"));
        (await api.DeleteAsync($"/v1/keys/{platform.KeyId}")).Must(204);
        (await platform.Api.GetAsync("/v1/inbox")).Must(401);
        (await api.GetAsync("/v1/inbox")).Must(200);

        var mine = (await api.PostAsync("/v1/me/keys", new { name = "next" })).Must(201).Json;
        Assert.Equal(
            [next.Id("id"), mine.Id("id")],
            (await api.GetAsync($"/v1/organisations/{platform.Id}/keys")).Must(200).Items
                .Where(k => k!["revokedAt"] is null).Select(k => k.Id("id")));
    }

    [Fact]
    public async Task A_key_without_a_body_has_every_scope_of_its_kind()
    {
        var claimant = await server.ClaimantAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/organisations/{claimant.Id}/keys");
        var made = (await claimant.Api.SendAsync(request)).Must(201).Json;
        Assert.Equal("send read register", Scopes(made));
    }

    [Theory]
    [InlineData("""{"scopes":["operate"]}""", "/scopes/0", "scope.not-allowed")]
    [InlineData("""{"scopes":["read","respond"]}""", "/scopes/1", "scope.not-allowed")]
    [InlineData("""{"scopes":["fly"]}""", "/scopes/0", "value.unknown")]
    [InlineData("""{"scopes":[]}""", "/scopes", "field.required")]
    [InlineData("""{"name":" "}""", "/name", "text.line")]
    [InlineData("""{"expiresAt":"2020-01-01T00:00:00Z"}""", "/expiresAt", "time.past")]
    [InlineData("""{"addresses":["10.0.0.0/8","nowhere"]}""", "/addresses/1", "address.invalid")]
    [InlineData("""{"addresses":[]}""", "/addresses", "field.required")]
    [InlineData("""{"power":"all"}""", "/power", "field.unknown")]
    public async Task A_key_that_cannot_be_is_refused(string body, string pointer, string code)
    {
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.Api.SendAsync(
            HttpMethod.Post, $"/v1/organisations/{claimant.Id}/keys", body, Bodies.Json);
        Assert.Equal([(pointer, code)], answer.Must(400).Faults);
    }

    [Fact]
    public async Task Nobody_gives_what_it_does_not_have()
    {
        var claimant = await server.ClaimantAsync();
        var narrow = await ScopedAsync(claimant, "read", "register");
        var path = $"/v1/organisations/{claimant.Id}/keys";
        var refused = (await narrow.PostAsync(path, new { name = "n", scopes = new[] { "read", "send" } })).Must(403);
        Assert.Equal(("scope.missing", "send"), (refused.Code, refused.Json["needed"]![0]!.GetValue<string>()));
        Assert.Equal("read register", Scopes((await narrow.PostAsync(path, new { name = "n" })).Must(201).Json));
        // A sign-in may do all that the role allows.
        Assert.Equal("scope.missing", (await narrow.PostAsync(
            $"/v1/organisations/{claimant.Id}/people",
            new { name = "Li", role = "officer", subject = "li@provider" })).Must(403).Code);
        var person = (await narrow.PostAsync(
            $"/v1/organisations/{claimant.Id}/people", new { name = "Li", role = "head" })).Must(201).Json.Id("id");
        Assert.Equal("scope.missing", (await narrow.PatchAsync(
            $"/v1/people/{person}", new { subject = "li@provider" })).Must(403).Code);
        Assert.Equal(
            "read register",
            Scopes((await narrow.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json));
    }

    [Fact]
    public async Task A_key_without_register_makes_a_next_one_that_is_not_wider()
    {
        var claimant = await server.ClaimantAsync();
        var end = (await server.NowAsync()).AddDays(10);
        var made = (await claimant.Api.PostAsync($"/v1/organisations/{claimant.Id}/keys", new
        {
            name = "ci", scopes = new[] { "send" }, expiresAt = end, addresses = new[] { "127.0.0.0/8", "::1" },
        })).Must(201).Json;
        var ci = server.With(made.Text("key"));
        var next = (await ci.PostAsync("/v1/me/keys", new { name = "ci" })).Must(201).Json;
        Assert.Equal(
            ("send", made.Time("expiresAt"), "127.0.0.0/8 ::1/128"),
            (Scopes(next), next.Time("expiresAt"), string.Join(' ', next["addresses"]!.AsArray())));
        Assert.Equal("scope.missing", (await ci.PostAsync(
            "/v1/me/keys", new { name = "ci", scopes = new[] { "read" } })).Must(403).Code);
        Assert.Equal("scope.missing", (await ci.PostAsync(
            "/v1/me/keys", new { name = "ci", expiresAt = end.AddDays(1) })).Must(403).Code);
        Assert.Equal("scope.missing", (await ci.PostAsync(
            "/v1/me/keys", new { name = "ci", addresses = new[] { "0.0.0.0/0" } })).Must(403).Code);
        Assert.Equal("scope.missing", (await ci.PostAsync(
            $"/v1/organisations/{claimant.Id}/keys", new { name = "ci" })).Must(403).Code);
    }

    [Fact]
    public async Task A_key_without_register_has_one_successor_and_a_line_never_more_than_two_keys()
    {
        var claimant = await server.ClaimantAsync();
        var first = await ScopedAsync(claimant, "send", "read");
        var made = (await first.PostAsync("/v1/me/keys", new { name = "n" })).Must(201).Json;
        Assert.Equal((await first.GetAsync("/v1/me")).Must(200).Json["key"].Id("id"), made.Id("rotatedFrom"));
        Assert.Equal("key.successor", (await first.PostAsync("/v1/me/keys", new { name = "n" })).Must(409).Code);
        var second = server.With(made.Text("key"));
        Assert.Equal("key.successor", (await second.PostAsync("/v1/me/keys", new { name = "n" })).Must(409).Code);
        // All at once are one, too.
        var other = await ScopedAsync(claimant, "read");
        var at = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => other.PostAsync("/v1/me/keys", new { name = "n" })));
        Assert.Single(at, a => a.Status == 201);

        // A successor whose answer was lost is revoked by the key that made it; the end of the former key makes room.
        (await first.DeleteAsync($"/v1/keys/{made.Id("id")}")).Must(204);
        second = server.With((await first.PostAsync("/v1/me/keys", new { name = "n" })).Must(201).Json.Text("key"));
        (await second.DeleteAsync($"/v1/keys/{made.Id("rotatedFrom")}")).Must(204);
        (await second.PostAsync("/v1/me/keys", new { name = "n" })).Must(201);
        // With register, keys are the organisation's.
        for (var i = 0; i < 3; i++)
        {
            var free = (await claimant.Api.PostAsync("/v1/me/keys", new { name = "free" })).Must(201).Json;
            Assert.Null(free["rotatedFrom"]);
        }
    }

    [Fact]
    public async Task Who_revokes_a_key_revokes_what_it_made_unless_that_ends_a_rotation()
    {
        var claimant = await server.ClaimantAsync();
        async Task<(Api Key, Guid Id, Api Next, Guid NextId)> LineAsync()
        {
            var key = await ScopedAsync(claimant, "read");
            var next = (await key.PostAsync("/v1/me/keys", new { name = "n" })).Must(201).Json;
            return (key, next.Id("rotatedFrom"), server.With(next.Text("key")), next.Id("id"));
        }

        var taken = await LineAsync();
        (await claimant.Api.DeleteAsync($"/v1/keys/{taken.Id}")).Must(204);
        (await taken.Key.GetAsync("/v1/me")).Must(401);
        (await taken.Next.GetAsync("/v1/me")).Must(401);
        var trail = (await claimant.Api.GetAsync("/v1/audit?act=key.revoke&limit=1000")).Must(200).Items;
        Assert.Equal([$"{taken.Id}", $"{taken.NextId}"], trail.TakeLast(2).Select(a => a.Text("object")));
        var byOperator = await LineAsync();
        (await server.Operator.DeleteAsync($"/v1/keys/{byOperator.Id}")).Must(204);
        (await byOperator.Next.GetAsync("/v1/me")).Must(401);

        var byNext = await LineAsync();
        (await byNext.Next.DeleteAsync($"/v1/keys/{byNext.Id}")).Must(204);
        (await byNext.Key.GetAsync("/v1/me")).Must(401);
        (await byNext.Next.GetAsync("/v1/me")).Must(200);
        var byItself = await LineAsync();
        (await byItself.Key.DeleteAsync($"/v1/keys/{byItself.Id}")).Must(204);
        (await byItself.Next.GetAsync("/v1/me")).Must(200);
        // Nobody else's line.
        Assert.Equal("scope.missing", (await byItself.Next.DeleteAsync($"/v1/keys/{byNext.NextId}")).Must(403).Code);
    }

    [Fact]
    public async Task A_key_revokes_itself_and_with_register_the_others()
    {
        var claimant = await server.ClaimantAsync();
        var reader = await ScopedAsync(claimant, "read");
        var own = (await reader.GetAsync("/v1/me")).Must(200).Json["key"].Id("id");
        Assert.Equal("scope.missing", (await reader.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(403).Code);
        (await reader.DeleteAsync($"/v1/keys/{own}")).Must(204);
        (await reader.GetAsync("/v1/me")).Must(401);
        // An organisation may revoke its last key: the operator makes it another.
        (await claimant.Api.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { })).Must(201);
    }

    [Fact]
    public async Task An_expired_key_is_401_and_makes_room_for_another()
    {
        var own = await TestServer.StartAsync();
        try
        {
            var claimant = await own.ClaimantAsync();
            var path = $"/v1/organisations/{claimant.Id}/keys";
            var end = (await own.NowAsync()).AddHours(2);
            var made = (await claimant.Api.PostAsync(path, new { expiresAt = end })).Must(201).Json;
            var key = own.With(made.Text("key"));
            (await key.GetAsync("/v1/notices")).Must(200);
            Assert.Equal(end.ToUnixTimeSeconds(), (await key.GetAsync("/v1/me")).Must(200).Json.Time("expiresAt")
                .ToUnixTimeSeconds());
            Assert.Equal("key.too-many", (await claimant.Api.PostAsync(path, new { })).Must(409).Code);
            await own.AdvanceAsync("PT2H");
            Assert.Equal("key.expired", (await key.GetAsync("/v1/notices")).Must(401).Code);
            (await claimant.Api.PostAsync(path, new { })).Must(201);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_key_with_an_address_list_works_from_there_only()
    {
        var claimant = await server.ClaimantAsync();
        var path = $"/v1/organisations/{claimant.Id}/keys";
        async Task<Answer> ReadAsync(params string[] addresses) => await server.With(
            (await claimant.Api.PostAsync(path, new { name = "n", addresses })).Must(201).Json.Text("key"))
            .GetAsync("/v1/notices");
        (await ReadAsync("127.0.0.1")).Must(200);
        (await ReadAsync("10.0.0.0/8", "127.0.0.0/8")).Must(200);
        Assert.Equal("key.address", (await ReadAsync("10.0.0.0/8", "2001:db8::/32")).Must(403).Code);
    }

    private async Task<Api> ScopedAsync(Organisation of, params string[] scopes) => server.With(
        (await of.Api.PostAsync($"/v1/organisations/{of.Id}/keys", new { name = "scoped", scopes })).Must(201).Json
            .Text("key"));

    private static string Scopes(JsonNode key) => string.Join(' ', key["scopes"]!.AsArray());
}
