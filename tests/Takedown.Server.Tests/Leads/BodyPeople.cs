using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Leads;

/// <summary>Keys of people of bodies.</summary>
internal static class BodyPeople
{
    public static async Task<Api> BodyPersonAsync(
        this TestServer server, Guid body, string name = "Li Ming", string role = "officer")
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{body}/people", new { name, role })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json;
        return server.With(key.Text("key"));
    }

    public static Task<Api> BodyPersonAsync(this TestServer server, Organisation body, string name = "Li Ming") =>
        server.BodyPersonAsync(body.Id, name);
}
