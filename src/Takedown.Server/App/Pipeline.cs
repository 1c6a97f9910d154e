using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Takedown.Server.Accounts;
using Takedown.Server.Auditing;
using Takedown.Server.Claims;
using Takedown.Server.Compliance;
using Takedown.Server.Connectors;
using Takedown.Server.Delivery;
using Takedown.Server.Escalations;
using Takedown.Server.Feeds;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Limits;
using Takedown.Server.Observability;
using Takedown.Server.Operations;
using Takedown.Server.Organisations;
using Takedown.Server.Registry;
using Takedown.Server.Responses;
using Takedown.Server.Sandbox;
using Takedown.Storage;

namespace Takedown.Server.App;

internal static class Pipeline
{
    public static void UseTakedown(this WebApplication app, TakedownOptions options)
    {
        var trouble = app.Services.GetRequiredService<DatabaseTrouble>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            // Otherwise a stack trace for each request while the database is away or full.
            SuppressDiagnosticsCallback = failed => trouble.Takes(failed.Exception),
        });
        app.UseStatusCodePages(pages => AnswerStatusAsync(pages.HttpContext));
        app.UseSecurityHeaders();
        app.Use(static (http, next) =>
            http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
                && !http.RequestServices.GetRequiredService<DatabaseStartup>().Opened.IsCompleted
                ? Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "unavailable").ExecuteAsync(http)
                : next(http));
        app.UseSignInLimit(limited => limited.UseAuthentication());
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseKeyWatch();
        app.MapHttp();
        app.MapObservability();
        if (!options.Runs("api")) return;
        app.MapAuditing();
        app.MapOrganisations();
        app.MapRegistry();
        app.MapLimits();
        app.MapIntake();
        app.MapClaims();
        app.MapFeeds();
        app.MapConnectors();
        app.MapResponses();
        app.MapAccounts();
        app.MapEscalations();
        app.MapCompliance();
        app.MapUnrouted();
        app.MapDelivery();
        app.MapOperations();
        app.MapSandbox(options);
    }

    private static Task AnswerAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, code) = error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                (StatusCodes.Status413PayloadTooLarge, "body.too-large"),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
                (StatusCodes.Status408RequestTimeout, "body.too-slow"),
            BadHttpRequestException bad => (bad.StatusCode, "input.invalid"),
            DbException fault when http.RequestServices.GetRequiredService<Database>().Dialect.IsTransient(fault) =>
                (StatusCodes.Status503ServiceUnavailable, "unavailable"),
            _ => (StatusCodes.Status500InternalServerError, "internal"),
        };
        return Problems.Of(http, status, code).ExecuteAsync(http);
    }

    /// <summary>
    /// Adds the problem to responses that the framework sends without a body, such as for an unknown path or method.
    /// </summary>
    private static Task AnswerStatusAsync(HttpContext http) =>
        Problems.Of(http, http.Response.StatusCode, http.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed => "method.not-allowed",
            StatusCodes.Status415UnsupportedMediaType => "media-type.unsupported",
            StatusCodes.Status413PayloadTooLarge => "body.too-large",
            StatusCodes.Status404NotFound => "not-found",
            _ => "input.invalid",
        }).ExecuteAsync(http);
}
