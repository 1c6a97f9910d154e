using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Registrations, people and keys are in the audit trail, with the person and without secrets.</summary>
public sealed class RecordedRegistrationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_act_on_organisations_people_and_keys_names_who_did_it_and_shows_no_secret()
    {
        var me = (await server.Operator.GetAsync("/v1/me")).Must(200).Json;
        var head = (await server.Operator.PostAsync(
            $"/v1/organisations/{me["organisation"].Id("id")}/people", new { name = "Zhang", role = "head" }))
            .Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{head}/keys", new { })).Must(201).Json;
        var api = server.With(key.Text("key"));
        var made = (await api.PostAsync("/v1/organisations", new
        {
            kind = "platform", name = "Recorded", country = "CN", email = "a@recorded.example",
            hosts = new[] { "recorded.example" },
            connector = new { kind = "webhook", url = "https://hooks.example/n" },
        })).Must(201).Json;
        var id = made.Id("id");
        (await api.PatchAsync($"/v1/organisations/{id}", new { name = "Renamed" })).Must(200);
        var secret = (await api.PostAsync($"/v1/organisations/{id}/webhook-secret", new { })).Must(201).Json;
        var other = (await api.PostAsync($"/v1/organisations/{id}/keys", new { name = "n" })).Must(201).Json;
        var person = (await api.PostAsync($"/v1/organisations/{id}/people", new { name = "Li", role = "reader" }))
            .Must(201).Json.Id("id");
        (await api.PatchAsync($"/v1/people/{person}", new { role = "officer" })).Must(200);
        (await api.DeleteAsync($"/v1/people/{person}")).Must(204);
        (await api.DeleteAsync($"/v1/keys/{other.Id("id")}")).Must(204);
        (await api.DeleteAsync($"/v1/keys/{other.Id("id")}")).Must(404);

        var read = (await server.Operator.GetAsync($"/v1/audit?person={head}&limit=1000")).Must(200);
        Assert.Equal(
            ["organisation.register", "organisation.change", "webhook-secret.rotate", "key.create", "person.register",
                "person.change", "person.retire", "key.revoke"],
            read.Items.Select(e => e.Text("act")));
        Assert.All(read.Items, e => Assert.Equal(
            (key.Id("id"), true), (e.Id("keyId"), e.Text("address").EndsWith("127.0.0.1", StringComparison.Ordinal))));
        var change = Entry("person.change");
        Assert.Equal(("reader", "officer"), (change["before"].Text("role"), change["after"].Text("role")));
        Assert.Equal("Renamed", Entry("organisation.change")["after"].Text("name"));
        Assert.NotNull(Entry("key.revoke")["after"]!["revokedAt"]);
        foreach (var hidden in new[]
        {
            key.Text("key"), other.Text("key"), secret.Text("secret"), made["connector"].Text("secret"),
            "a@recorded.example",
        })
        {
            Assert.DoesNotContain(hidden, read.Body, StringComparison.Ordinal);
        }

        JsonNode Entry(string act) => read.Items.Single(e => e.Text("act") == act)!;
    }

    [Fact]
    public async Task A_repeated_request_is_one_act_and_a_configured_key_is_recorded()
    {
        var claimant = await server.ClaimantAsync();
        foreach (var _ in new[] { 1, 2 })
            (await claimant.Api.PostAsync("/v1/me/keys", new { }, ("Idempotency-Key", "once"))).Must(201);
        Assert.Equal(
            ["key.create"],
            (await claimant.Api.GetAsync("/v1/audit")).Must(200).Items.Select(e => e.Text("act")));
        var configured = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["key"].Id("id");
        var entry = Assert.Single(
            (await server.Operator.GetAsync($"/v1/audit?object={configured}")).Must(200).Items)!;
        Assert.Equal(("key.create", "configured"), (entry.Text("act"), entry["after"].Text("name")));
        Assert.Null(entry["keyId"]);
    }
}
