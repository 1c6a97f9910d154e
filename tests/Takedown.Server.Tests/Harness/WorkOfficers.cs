namespace Takedown.Server.Tests.Harness;

/// <summary>People of bodies, by whose keys decisions are taken.</summary>
internal static class WorkOfficers
{
    public static async Task<(Api Api, Guid Id)> PersonOfAsync(
        this TestServer server, Organisation body, string role = "officer", string name = "李明")
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{body.Id}/people", new { name, role })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
        return (server.With(key), person);
    }
}
