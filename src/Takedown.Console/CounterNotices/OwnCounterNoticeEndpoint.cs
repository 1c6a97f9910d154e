using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.CounterNotices;

/// <summary>Files the counter-notice of somebody with a link, or shows its form again with what is wrong.</summary>
internal static class OwnCounterNoticeEndpoint
{
    public const string Path = "/console/counter-notice";
    public const string Form = "own-counter-notice";

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IPageServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answer = await screen.Api.SendAsync(
            "POST", "/v1/counter-notices/with-links", FormJson.Read(form, TimeSpan.Zero));
        if (answer.IsSuccess) return Results.Redirect(Paths.With(Path, ("sent", answer.Json?["id"]?.ToString())));
        await ActEndpoint.ShowAgainAsync(http, server, new(Form, Problem.Of(answer), form), Path);
        return Results.Empty;
    }
}
