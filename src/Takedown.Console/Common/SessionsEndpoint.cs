using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Common;

/// <summary>Ends another session of the same key.</summary>
internal static class SessionsEndpoint
{
    public static async Task<IResult> EndAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await server.EndAsync(screen.Caller!, form["name"].ToString());
        Flash.Set(http, screen.T("The session has ended.", "会话已结束。"));
        return Results.Redirect("/console/profile");
    }
}
