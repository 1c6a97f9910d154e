using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.CounterNotices;

/// <summary>A counter-notice that some of its notices did not take, with the codes that are left.</summary>
internal sealed record PartlyFiled(CounterNoticeView Filed, IReadOnlyList<string> Codes);

/// <summary>
/// Files the counter-notice of somebody with a link, or its appeal against measures against its account; or shows the
/// form again with what is wrong.
/// </summary>
internal static class OwnCounterNoticeEndpoint
{
    public const string Path = "/console/counter-notice", AppealPath = "/console/counter-notice/appeal";
    public const string Form = "own-counter-notice", AppealForm = "own-account-appeal";

    private const string Links = "links:list";

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IPageServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var body = FormJson.Read(form, TimeSpan.Zero);
        var codes = body["links"]?.AsArray().Select(c => $"{c}").ToList() ?? [];
        var answer = await screen.Api.SendAsync("POST", "/v1/counter-notices/with-links", body);
        if (!answer.IsSuccess)
        {
            await ActEndpoint.ShowAgainAsync(http, server, new(Form, Problem.Of(answer), form), Back(form));
            return Results.Empty;
        }
        var filed = answer.Read<CounterNoticeView>();
        if (filed.Notices.All(n => n.Status is not ResponseStatus.Refused))
            return Results.Redirect(Paths.With(Path, ("sent", $"{filed.Id}")));
        // What was refused may be sent again with its own codes; the others are used up.
        List<string> left = [.. filed.Notices.Where(n => n.Status is ResponseStatus.Refused)
            .Select(n => n.Link).OfType<int>().Where(at => at < codes.Count).Select(at => codes[at])];
        var kept = form.ToDictionary(f => f.Key, f => f.Value);
        kept[Links] = new StringValues(string.Join('\n', left));
        http.Features.Set(new PartlyFiled(filed, codes));
        var again = new Failure(Form, new(StatusCodes.Status200OK, "", ""), new FormCollection(kept));
        await ActEndpoint.ShowAgainAsync(http, server, again, Path);
        return Results.Empty;
    }

    public static async Task<IResult> AppealAsync(HttpContext http, Screen screen, IPageServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var body = FormJson.Read(form, TimeSpan.Zero);
        var answer = await screen.Api.SendAsync("POST", "/v1/account-appeals/with-link", body);
        if (answer.IsSuccess)
            return Results.Redirect(Paths.With(Path, ("link", $"{body["link"]}"), ("appealed", "true")));
        await ActEndpoint.ShowAgainAsync(http, server, new(AppealForm, Problem.Of(answer), form), Back(form));
        return Results.Empty;
    }

    /// <summary>The page with its link.</summary>
    private static string Back(IFormCollection form) =>
        ActEndpoint.LocalPath(form["_back"]) is var back && back.StartsWith(Path + "?", StringComparison.Ordinal)
            ? back : Path;
}
