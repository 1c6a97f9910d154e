using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Platforms;

/// <summary>
/// Records one removal. The API answers a list with a result each, so a refusal is read from the result.
/// </summary>
internal static class OwnRemovalEndpoint
{
    public const string Path = "/own-removals", New = "/own-removals/new";

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answer = await screen.Api.SendAsync("POST", "/v1/own-removals", FormJson.Read(form, screen.Offset));
        if ((answer.IsSuccess ? Refusal(answer) : Problem.Of(answer)) is { } problem)
        {
            Failure failure = new(form["_act"].ToString(), problem, form);
            await ActEndpoint.ShowAgainAsync(http, server, failure, "/console" + New);
            return Results.Empty;
        }
        Flash.Set(http, screen.T("The removal was recorded.", "已登记。"));
        return Results.Redirect("/console" + Path);
    }

    private static Problem? Refusal(ApiAnswer answer)
    {
        var result = answer.Json?["results"]?[0];
        if (result?["status"]?.ToString() != Failure.Refused) return null;
        var (code, message) = ($"{result["code"]}", $"{result["message"]}");
        return new(StatusCodes.Status400BadRequest, code, message)
        {
            Faults = [new($"/items/0{result["pointer"]}", code, message)],
        };
    }
}
