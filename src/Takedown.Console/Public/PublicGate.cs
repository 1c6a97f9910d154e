using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Public;

/// <summary>
/// Before every public page: the reader's language and the policy of the page. No session is looked for, so that these
/// pages show everybody the same.
/// </summary>
internal static class PublicGate
{
    public const string Root = "/public";

    public static void Use(IApplicationBuilder app) => app.Use(static (http, next) =>
        http.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal) ? RunAsync(http, next) : next(http));

    private static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var screen = http.RequestServices.GetRequiredService<Screen>();
        screen.Http = http;
        screen.IsChinese = Readers.Choose(http);
        screen.Failure = http.Features.Get<Failure>();
        http.Response.Headers.ContentSecurityPolicy = Gate.Policy;
        http.Response.Headers.CacheControl = "no-cache";
        if (!http.RequestServices.GetRequiredService<PublicSettings>().IsIndexable)
            http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        try
        {
            if (http.GetEndpoint() is null)
                await Gate.ShowAsync<PublicProblem>(http, screen, Known.NoPage(screen));
            else await next(http);
        }
        catch (ApiException refused) when (!http.Response.HasStarted)
        {
            await Gate.ShowAsync<PublicProblem>(http, screen, refused.Problem);
        }
        catch (Exception error) when (!http.Response.HasStarted && error is not OperationCanceledException)
        {
            http.RequestServices.GetRequiredService<ILogger<Screen>>().LogError(error, "A public page failed.");
            await Gate.ShowAsync<PublicProblem>(http, screen, Known.Failed(screen, error));
        }
    }
}
