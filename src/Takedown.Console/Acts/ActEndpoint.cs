using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Acts;

/// <summary>
/// What every form is posted to: makes the request to the API that the form names, as the reader could make it with the
/// key of the session. Then it leads on, or shows the page of the form again with what is wrong.
/// </summary>
internal static class ActEndpoint
{
    public const string Path = "/console/act";

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (path, back) = (form["_path"].ToString(), LocalPath(form["_back"]));
        if (!path.StartsWith("/v1/", StringComparison.Ordinal)
            || form["_method"].ToString() is not ("POST" or "PUT" or "PATCH" or "DELETE"))
            return Results.BadRequest();
        if (form.ContainsKey(Failure.More))
        {
            var more = new Failure(form["_act"].ToString(), new(StatusCodes.Status200OK, "", ""), form);
            await ShowAgainAsync(http, server, more, back);
            return Results.Empty;
        }
        var method = form["_method"].ToString();
        var answer = await screen.Api.SendAsync(
            method, path, method == "DELETE" ? null : FormJson.Read(form, screen.Offset));
        if (!answer.IsSuccess)
        {
            await ShowAgainAsync(http, server, new(form["_act"].ToString(), Problem.Of(answer), form), back);
            return Results.Empty;
        }
        var next = Next(form["_next"], answer) ?? back;
        if (form["_shows"] == "true") return Pages.Show<Shown>(screen, ("Answer", answer), ("Back", next));
        Flash.Set(http, form["_said"].ToString());
        return Results.Redirect(next);
    }

    /// <summary>
    /// The page to which the form belongs, with the form as it was filled in and what is wrong with it.
    /// </summary>
    public static Task ShowAgainAsync(HttpContext http, IPageServer server, Failure failure, string back)
    {
        http.Features.Set(failure);
        var query = back.IndexOf('?', StringComparison.Ordinal);
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = PathString.FromUriComponent(query < 0 ? back : back[..query]);
        http.Request.QueryString = query < 0 ? default : new(back[query..]);
        return server.RunAgainAsync(http);
    }

    /// <summary>A path of the console; its start page for anything else.</summary>
    public static string LocalPath(string? path) =>
        path is not null && (path == "/console" || path.StartsWith("/console/", StringComparison.Ordinal)
            || path.StartsWith("/console?", StringComparison.Ordinal))
            && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/console";

    /// <summary>The page that the form leads to; <c>{id}</c> is the id in the answer.</summary>
    private static string? Next(string? next, ApiAnswer answer)
    {
        if (string.IsNullOrEmpty(next)) return null;
        var id = next.Contains("{id}", StringComparison.Ordinal) ? answer.Json?["id"]?.ToString() : null;
        return LocalPath(next.Replace("{id}", Paths.Segment(id), StringComparison.Ordinal));
    }
}
