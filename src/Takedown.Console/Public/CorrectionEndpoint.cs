using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Public;

/// <summary>Sends a request for correction to the API, or shows its form again with what is wrong.</summary>
internal static class CorrectionEndpoint
{
    public const string Path = PublicGate.Root + "/corrections";
    public const string Form = "correction";

    public static async Task<IResult> RunAsync(
        HttpContext http, Screen screen, IPageServer server, IAntiforgery tokens)
    {
        if (!await tokens.IsRequestValidAsync(http))
        {
            await Gate.ShowAsync<PublicProblem>(http, screen, Known.Forged(screen));
            return Results.Empty;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answer = await screen.Api.SendAsync(
            "POST", "/v1/transparency/corrections", FormJson.Read(form, TimeSpan.Zero));
        if (answer.IsSuccess) return Results.Redirect(Paths.With(Path, ("sent", answer.Json?["id"]?.ToString())));
        await ActEndpoint.ShowAgainAsync(http, server, new(Form, Problem.Of(answer), form), Path);
        return Results.Empty;
    }
}
