using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Common;

/// <summary>A file of evidence, by the notice that names it. It is never shown as a page of the console.</summary>
internal static class EvidenceDownload
{
    public static Task<IResult> RunAsync(Screen screen, Guid id, string sha256)
    {
        screen.Http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Downloads.OfAsync(
            screen, Paths.With($"/v1/evidence/{Paths.Segment(sha256)}", ("notice", $"{id}")),
            type => NameOf(sha256, type));
    }

    /// <summary>The end of the name is that of the usual types; what is no hash is no name of a file either.</summary>
    private static string NameOf(string sha256, string? type)
    {
        var name = sha256.All(char.IsAsciiHexDigit) ? sha256 : "evidence";
        return type?.Split('/', ';') switch
        {
            ["text", "plain", ..] => $"{name}.txt",
            ["message", "rfc822", ..] => $"{name}.eml",
            [_, { Length: <= 5 } end, ..] when end.All(char.IsAsciiLetterOrDigit) => $"{name}.{end}",
            _ => name,
        };
    }
}
