using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>People of organisations and their keys.</summary>
public sealed class PeopleTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Nobody = "/v1/people/019a0000-0000-7000-8000-000000000000";

    [Fact]
    public async Task A_person_is_registered_listed_read_and_has_keys_that_act_for_the_organisation()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("people"));
        var person = await RegisterAsync(platform, "officer");
        Assert.Equal(("Li Ming", "Chief", "officer"), (person.Text("name"), person.Text("title"), person.Text("role")));
        Assert.Equal(platform.Id, person.Id("organisationId"));
        var id = person.Id("id");

        var made = (await platform.Api.PostAsync($"/v1/people/{id}/keys", new { name = "desk" })).Must(201).Json;
        var key = server.With(made.Text("key"));
        (await key.GetAsync("/v1/inbox")).Must(200);
        var me = (await key.GetAsync("/v1/me")).Must(200).Json;
        Assert.Equal(
            ("platform", platform.Id, id, "Li Ming", "officer"),
            (me.Text("kind"), me["organisation"].Id("id"), me["person"].Id("id"), me["person"].Text("name"),
                me["person"].Text("role")));
        Assert.Equal(made.Id("id"), me["key"].Id("id"));
        Assert.Equal(["read", "respond"], me["scopes"]!.AsArray().Select(s => s!.GetValue<string>()));

        var listed = Assert.Single((await platform.Api.GetAsync($"/v1/organisations/{platform.Id}/people")).Must(200)
            .Items);
        Assert.Equal(id, listed.Id("id"));
        var shown = Assert.Single((await platform.Api.GetAsync($"/v1/people/{id}/keys")).Must(200).Items);
        Assert.Equal("desk", shown.Text("name"));
        Assert.StartsWith(shown.Text("prefix"), made.Text("key"), StringComparison.Ordinal);
        Assert.NotNull(shown!["lastUsedAt"]);
        Assert.Null(shown["key"]);
    }

    [Fact]
    public async Task A_retired_persons_keys_end_at_once_and_its_name_stays()
    {
        var claimant = await server.ClaimantAsync();
        var id = (await RegisterAsync(claimant, "officer")).Id("id");
        var key = server.With(
            (await claimant.Api.PostAsync($"/v1/people/{id}/keys", new { })).Must(201).Json.Text("key"));
        (await key.GetAsync("/v1/notices")).Must(200);

        (await claimant.Api.DeleteAsync($"/v1/people/{id}")).Must(204);
        (await key.GetAsync("/v1/notices")).Must(401);
        var kept = (await claimant.Api.GetAsync($"/v1/people/{id}")).Must(200).Json;
        Assert.Equal("Li Ming", kept.Text("name"));
        Assert.NotNull(kept["retiredAt"]);
        (await claimant.Api.DeleteAsync($"/v1/people/{id}")).Must(404);
        Assert.Equal("person.retired", (await claimant.Api.PatchAsync($"/v1/people/{id}", new { name = "X" }))
            .Must(409).Code);
        Assert.Equal("person.retired", (await claimant.Api.PostAsync($"/v1/people/{id}/keys", new { }))
            .Must(409).Code);
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
    }

    [Fact]
    public async Task A_changed_role_bounds_the_keys_at_once_and_null_clears_a_title()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("role"));
        var id = (await RegisterAsync(platform, "officer")).Id("id");
        var key = server.With(
            (await platform.Api.PostAsync($"/v1/people/{id}/keys", new { })).Must(201).Json.Text("key"));
        (await key.PostAsync("/v1/inbox/responses", new { responses = Array.Empty<object>() })).Must(200);

        var changed = (await platform.Api.SendAsync(
            HttpMethod.Patch, $"/v1/people/{id}", """{"role":"reader","title":null}""", Bodies.Json)).Must(200).Json;
        Assert.Equal(("reader", "Li Ming"), (changed.Text("role"), changed.Text("name")));
        Assert.Null(changed["title"]);
        var refused = (await key.PostAsync("/v1/inbox/responses", new { responses = Array.Empty<object>() })).Must(403);
        Assert.Equal(("scope.missing", "respond"), (refused.Code, refused.Json["needed"]![0]!.GetValue<string>()));
        // A promotion does not widen a key that was made before it.
        (await platform.Api.PatchAsync($"/v1/people/{id}", new { role = "head" })).Must(200);
        (await key.PostAsync($"/v1/organisations/{platform.Id}/people", Input("reader"))).Must(403);
    }

    [Fact]
    public async Task What_a_change_does_not_name_stays_and_a_null_for_what_must_be_there_is_a_fault()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("keeps"));
        var made = (await platform.Api.PostAsync($"/v1/organisations/{platform.Id}/people", new
        {
            name = "Li Ming", title = "Counsel", role = "officer", subject = Bodies.NewHost("subject"),
        })).Must(201).Json;
        var changed = (await platform.Api.PatchAsync($"/v1/people/{made.Id("id")}", new { name = "Li Mei" }))
            .Must(200).Json;
        Assert.Equal(
            ("Li Mei", "Counsel", made.Text("subject")),
            (changed.Text("name"), changed.Text("title"), changed.Text("subject")));
        foreach (var field in new[] { "name", "role" })
        {
            var refused = await platform.Api.PatchAsync(
                $"/v1/people/{made.Id("id")}", new Dictionary<string, string?> { [field] = null });
            Assert.Equal(($"/{field}", "field.required"), Assert.Single(refused.Must(400).Faults));
        }
    }

    [Fact]
    public async Task Another_organisations_people_are_not_there()
    {
        var (one, two) = (await server.ClaimantAsync("One"), await server.ClaimantAsync("Two"));
        var id = (await RegisterAsync(one, "head")).Id("id");
        (await two.Api.PostAsync($"/v1/organisations/{one.Id}/people", Input("reader"))).Must(404);
        (await two.Api.GetAsync($"/v1/organisations/{one.Id}/people")).Must(404);
        (await two.Api.GetAsync($"/v1/organisations/{one.Id}/keys")).Must(404);
        (await two.Api.PostAsync($"/v1/organisations/{one.Id}/keys", new { })).Must(404);
        (await two.Api.GetAsync($"/v1/people/{id}")).Must(404);
        (await two.Api.PatchAsync($"/v1/people/{id}", new { name = "X" })).Must(404);
        (await two.Api.PostAsync($"/v1/people/{id}/keys", new { })).Must(404);
        (await two.Api.GetAsync($"/v1/people/{id}/keys")).Must(404);
        (await two.Api.DeleteAsync($"/v1/people/{id}")).Must(404);
        (await two.Api.GetAsync(Nobody)).Must(404);
        Assert.Equal("Li Ming", (await one.Api.GetAsync($"/v1/people/{id}")).Must(200).Json.Text("name"));
        // The operator registers and reads for every organisation.
        (await server.Operator.GetAsync($"/v1/people/{id}")).Must(200);
        (await server.Operator.PostAsync($"/v1/organisations/{one.Id}/people", Input("reader"))).Must(201);
    }

    [Fact]
    public async Task All_faults_of_a_person_are_told_at_once()
    {
        var claimant = await server.ClaimantAsync();
        var path = $"/v1/organisations/{claimant.Id}/people";
        Assert.Equal(
            [("/name", "field.required"), ("/role", "field.required")],
            (await claimant.Api.PostAsync(path, new { })).Must(400).Faults);
        Assert.Equal(
            [("/name", "text.line"), ("/title", "value.too-long"), ("/subject", "text.line")],
            (await claimant.Api.PostAsync(path, new
            {
                name = "a\u0007b", title = new string('x', 201), role = "head", subject = " ",
            })).Must(400).Faults);
        Assert.Equal(
            [("/role", "value.unknown")],
            (await claimant.Api.PostAsync(path, new { name = "A", role = "boss" })).Must(400).Faults);
    }

    [Fact]
    public async Task A_person_may_have_five_keys_and_an_organisation_twenty_named_ones()
    {
        var claimant = await server.ClaimantAsync();
        var id = (await RegisterAsync(claimant, "reader")).Id("id");
        await Made(5, $"/v1/people/{id}/keys", new { name = "n" });
        await Made(20, $"/v1/organisations/{claimant.Id}/keys", new { name = "n" });
        // The one of its registration and one more: keys without a name are two.
        await Made(1, $"/v1/organisations/{claimant.Id}/keys", new { });

        async Task Made(int max, string path, object body)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, max + 4).Select(_ => server.Operator.PostAsync(
                path, body)));
            Assert.Equal((max, 4), (answers.Count(a => a.Status == 201), answers.Count(a => a.Status == 409)));
            Assert.All(answers.Where(a => a.Status == 409), a => Assert.Equal("key.too-many", a.Code));
        }
    }

    [Fact]
    public async Task Operators_are_named_people_with_roles()
    {
        var me = (await server.Operator.GetAsync("/v1/me")).Must(200).Json;
        var id = (await server.Operator.PostAsync(
            $"/v1/organisations/{me["organisation"].Id("id")}/people", Input("reader"))).Must(201).Json.Id("id");
        var reader = server.With(
            (await server.Operator.PostAsync($"/v1/people/{id}/keys", new { })).Must(201).Json.Text("key"));
        (await reader.GetAsync("/v1/organisations")).Must(200);
        Assert.Equal("scope.missing", (await reader.PostAsync(
            "/v1/organisations", new { kind = "claimant", name = "X", country = "CN" })).Must(403).Code);
        Assert.Equal("scope.missing", (await reader.PostAsync("/v1/operations/deliveries/retry", new { })).Must(403)
            .Code);
    }

    private static object Input(string role) => new { name = "Li Ming", title = "Chief", role };

    private static async Task<System.Text.Json.Nodes.JsonNode> RegisterAsync(Organisation of, string role) =>
        (await of.Api.PostAsync($"/v1/organisations/{of.Id}/people", Input(role))).Must(201).Json;
}
