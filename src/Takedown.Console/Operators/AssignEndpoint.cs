using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Operators;

/// <summary>
/// Adds a host to a platform. The API replaces the list of hosts as a whole, so it is read anew right before.
/// </summary>
internal static class AssignEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, Screen screen)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (host, path) = (form["host"].ToString(), $"/v1/organisations/{Paths.Segment(form["platform"])}");
        var platform = await screen.Api.GetAsync<OrganisationView>(path);
        var hosts = new JsonArray([.. (platform.Hosts ?? []).Append(host).Select(h => (JsonNode)h)]);
        (await screen.Api.SendAsync("PATCH", path, new JsonObject { ["hosts"] = hosts })).Must();
        Flash.Set(http, screen.T($"{host} belongs to {platform.Name} now.", $"{host} 已划归 {platform.Name}。"));
        return Results.Redirect("/console/unrouted");
    }
}
