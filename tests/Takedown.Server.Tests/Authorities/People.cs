using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Authorities;

/// <summary>People of bodies with their keys.</summary>
internal static class People
{
    public static async Task<(Guid Id, Api Api)> PersonAsync(
        this TestServer server, Organisation body, string role, string name = "李明")
    {
        var id = (await server.Operator.PostAsync($"/v1/organisations/{body.Id}/people", new { name, role }))
            .Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{id}/keys", new { })).Must(201).Json.Text("key");
        return (id, server.With(key));
    }

    /// <summary>The one escalation of a platform.</summary>
    public static async Task<JsonNode> EscalationOfAsync(this TestServer server, Organisation platform) =>
        Assert.Single((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(200).Items)!;

    public static Task<Answer> ChangeAsync(this TestServer server, Organisation organisation, object body) =>
        server.Operator.PatchAsync($"/v1/organisations/{organisation.Id}", body);

    /// <summary>A body beside the tree of the regions, or under a parent of its own.</summary>
    public static Task<Organisation> BodyAsync(
        this TestServer server, string region, Guid? parentId = null, string[]? covers = null,
        params string[] functions) =>
        server.RegisterAsync(new
        {
            kind = "regulator",
            name = $"Body {region}",
            country = region[..2],
            region,
            parentId,
            covers = covers ?? [],
            functions = functions.Length == 0 ? ["copyright"] : functions,
        });
}
