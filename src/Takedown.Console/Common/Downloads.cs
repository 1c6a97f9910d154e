using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Common;

/// <summary>Files of the API, passed on as they come.</summary>
internal static class Downloads
{
    public static Task<IResult> OfAsync(Screen screen, string path, string file, string? accept = null) =>
        PassAsync(screen, path, new FileAnswer(screen.Http.Response, file), accept);

    /// <summary>The same with a name that depends on the media type.</summary>
    public static Task<IResult> OfAsync(Screen screen, string path, Func<string?, string> nameOf) =>
        PassAsync(screen, path, new FileAnswer(screen.Http.Response, nameOf), null);

    private static async Task<IResult> PassAsync(Screen screen, string path, FileAnswer file, string? accept)
    {
        await using var output = file;
        var answer = await screen.Api.SendAsync(new ApiRequest("GET", path)
        {
            Accept = accept,
            Output = output,
            Answering = output.Begin,
        });
        // A problem becomes a page.
        return output.ProblemOf(answer) is { } problem ? throw new ApiException(problem) : Results.Empty;
    }
}
