namespace Takedown.Server.App;

/// <summary>
/// Headers of every answer. Nothing of the API may be stored on the way: answers contain keys, secrets and contacts.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>The pages of this server load their own files only, and no other page shows them in a frame.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = Policy;
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)) headers.CacheControl = "no-store";
        return next(http);
    });
}
