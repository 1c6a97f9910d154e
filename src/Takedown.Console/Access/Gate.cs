using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Takedown.Contracts;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Access;

/// <summary>
/// Before every page: the reader's language and session, the token of a form, and the policy of the page. After it:
/// what the API refused becomes a page.
/// </summary>
internal static class Gate
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use(static (http, next) =>
        http.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal) ? RunAsync(http, next) : next(http));

    private static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var screen = http.RequestServices.GetRequiredService<Screen>();
        var server = http.RequestServices.GetRequiredService<IConsoleServer>();
        screen.Http = http;
        screen.IsChinese = Readers.Choose(http);
        screen.Failure = http.Features.Get<Failure>();
        http.Response.Headers.ContentSecurityPolicy = Policy;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IsAsset>() is not null)
        {
            await next(http);
            return;
        }
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.Pragma = "no-cache";
        try
        {
            await PassAsync(http, screen, server, next);
        }
        catch (ApiException refused) when (!http.Response.HasStarted)
        {
            await ShowAsync<ProblemPage>(http, screen, refused.Problem);
        }
        catch (Exception error) when (!http.Response.HasStarted && error is not OperationCanceledException)
        {
            http.RequestServices.GetRequiredService<ILogger<Screen>>().LogError(error, "A page of the console failed.");
            await ShowAsync<ProblemPage>(http, screen, Known.Failed(screen, error));
        }
    }

    private static async Task PassAsync(HttpContext http, Screen screen, IConsoleServer server, RequestDelegate next)
    {
        await SignInAsync(http, screen, server);
        var metadata = http.GetEndpoint()?.Metadata;
        if (screen.Me is null && metadata?.GetMetadata<ForStrangers>() is null)
        {
            http.Response.Redirect(Paths.With("/console/sign-in", ("to", ToHere(http))));
            return;
        }
        if (metadata is null)
        {
            await ShowAsync<ProblemPage>(http, screen, Known.NotFound(screen));
            return;
        }
        if (HttpMethods.IsPost(http.Request.Method) && metadata.GetMetadata<ReadsItsForm>() is null
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            await ShowAsync<ProblemPage>(http, screen, Known.Forged(screen));
            return;
        }
        if (metadata.GetMetadata<ForKinds>() is { Kinds.Count: > 0 } kinds
            && (screen.Kind is not { } kind || !kinds.Kinds.Contains(kind)))
        {
            await ShowAsync<ProblemPage>(http, screen, Known.Forbidden(screen));
            return;
        }
        screen.Said = HttpMethods.IsGet(http.Request.Method) ? Flash.Take(http) : null;
        await next(http);
    }

    private static async Task SignInAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        if (http.Request.Cookies[Cookies.Session(http)] is not { Length: > 0 } token) return;
        screen.Caller = await server.FindAsync(token, http.RequestAborted);
        if (screen.Caller is null) return;
        var me = await screen.Api.SendAsync("GET", "/v1/me");
        // The key has expired, or may not be used from here.
        if (me.Status is 401 or 403) screen.Caller = null;
        else screen.Me = me.Must().Read<MeView>();
    }

    private static string? ToHere(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && http.Request.Path != "/console" ? http.Request.Path.ToUriComponent() + http.Request.QueryString : null;

    /// <summary>A problem as a page.</summary>
    public static async Task ShowAsync<TPage>(HttpContext http, Screen screen, Problem problem)
        where TPage : IComponent
    {
        http.Response.StatusCode = problem.Status;
        // A page that failed amid its rendering has written this, and the framework adds it again; and it holds the
        // renderer of the request, so that the problem is rendered by another.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var services = http.RequestServices;
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        scope.ServiceProvider.GetRequiredService<Screen>().Continue(screen);
        await Pages.Show<TPage>(problem.Status, ("Problem", problem)).ExecuteAsync(http);
        http.RequestServices = services;
    }
}
