using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Takedown.Screens.Access;

/// <summary>The language of a reader: of the address, else as chosen before, else the browser's.</summary>
internal static class Readers
{
    /// <returns>Whether it is Chinese.</returns>
    public static bool Choose(HttpContext http)
    {
        var asked = http.Request.Query["lang"].ToString();
        if (asked is "zh" or "en")
        {
            var options = Cookies.Options(http);
            options.MaxAge = TimeSpan.FromDays(365);
            http.Response.Cookies.Append(Cookies.Language, asked, options);
            return asked == "zh";
        }
        if (http.Request.Cookies[Cookies.Language] is { } chosen) return chosen == "zh";
        if (!StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var wanted))
            return false;
        return wanted.Where(w => w.Quality is not 0).OrderByDescending(w => w.Quality ?? 1)
            .Select(w => w.Value.Value ?? "")
            .FirstOrDefault(w => w.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                || w.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true;
    }
}
