using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Access;

/// <summary>
/// Cookies of the console. Over https the session's has the prefix that binds it to the host; over plain http, as on
/// one's own machine, browsers refuse that.
/// </summary>
internal static class Cookies
{
    public const string Language = "takedown-lang";

    public static string Session(HttpContext http) =>
        http.Request.IsHttps ? "__Host-takedown-session" : "takedown-session";

    public static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        // A link in a mail opens signed in; a form of another site is posted without.
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
