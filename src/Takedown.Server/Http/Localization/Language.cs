using Microsoft.Net.Http.Headers;

namespace Takedown.Server.Http;

/// <summary>English or simplified Chinese, by <c>Accept-Language</c>.</summary>
internal static class Language
{
    public const string English = "en";
    public const string Chinese = "zh-CN";

    public static string Of(HttpContext http)
    {
        if (!StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var wanted))
            return English;
        var best = wanted
            .Where(w => w.Quality is not 0)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => w.Value.Value ?? "")
            .FirstOrDefault(w => w.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                || w.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return best?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Chinese : English;
    }
}
