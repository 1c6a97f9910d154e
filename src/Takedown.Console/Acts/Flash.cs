using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Acts;

/// <summary>What was done, told once by the next page.</summary>
internal static class Flash
{
    private const string Cookie = "takedown-said";
    private const int MaxLength = 300;

    public static void Set(HttpContext http, string said)
    {
        if (said.Length is 0 or > MaxLength) return;
        http.Response.Cookies.Append(Cookie, Uri.EscapeDataString(said), Access.Cookies.Options(http));
    }

    public static string? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } said) return null;
        http.Response.Cookies.Delete(Cookie, Access.Cookies.Options(http));
        var text = Uri.UnescapeDataString(said);
        return text.Length <= MaxLength ? text : null;
    }
}
