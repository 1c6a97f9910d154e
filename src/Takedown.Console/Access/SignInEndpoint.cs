using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;
using Takedown.Screens.Common;

namespace Takedown.Screens.Access;

/// <summary>Exchanges a key for a session, and ends it.</summary>
internal static class SignInEndpoint
{
    public static async Task<IResult> InAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var key = form["key"].ToString().Trim();
        if (key.Length == 0 || key.Any(c => c is <= ' ' or > '~')) return Refused(401, null);
        var answer = await screen.Api.SendAsync(new ApiRequest("GET", "/v1/me") { Key = key });
        if (!answer.IsSuccess) return Refused(answer.Status, Problem.Of(answer));
        await EndAsync(http, server);
        Begin(http, await server.OpenAsync(answer.Read<MeView>().Key.Id));
        return Results.Redirect(ActEndpoint.LocalPath(form["to"]));
    }

    /// <summary>A link of the demo, which names the key.</summary>
    public static async Task<IResult> LinkAsync(HttpContext http, Screen screen, IConsoleServer server, string key)
    {
        if (!server.HasLinks) return Results.Redirect("/console/sign-in");
        var answer = await screen.Api.SendAsync(new ApiRequest("GET", "/v1/me") { Key = key });
        if (!answer.IsSuccess) return Refused(answer.Status, Problem.Of(answer));
        Begin(http, await server.OpenAsync(answer.Read<MeView>().Key.Id));
        return Results.Redirect("/console");
    }

    public static async Task<IResult> OutAsync(HttpContext http, IConsoleServer server)
    {
        await EndAsync(http, server);
        return Results.Redirect("/console/sign-in");
    }

    private static RazorComponentResult<SignIn> Refused(int status, Problem? problem) =>
        Pages.Show<SignIn>(status, ("Problem", problem ?? new Problem(status, "unauthenticated", "")));

    private static void Begin(HttpContext http, string token) =>
        http.Response.Cookies.Append(Cookies.Session(http), token, Cookies.Options(http));

    private static async Task EndAsync(HttpContext http, IConsoleServer server)
    {
        if (http.Request.Cookies[Cookies.Session(http)] is not { Length: > 0 } token) return;
        await server.CloseAsync(token);
        http.Response.Cookies.Delete(Cookies.Session(http), Cookies.Options(http));
    }
}
