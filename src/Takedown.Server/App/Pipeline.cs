using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Takedown.Server.Accounts;
using Takedown.Server.Agreements;
using Takedown.Server.Assistance;
using Takedown.Server.Auditing;
using Takedown.Server.Campaigns;
using Takedown.Server.Authorities;
using Takedown.Server.Claims;
using Takedown.Server.Compliance;
using Takedown.Server.Confirmations;
using Takedown.Server.Connectors;
using Takedown.Server.CounterNotices;
using Takedown.Server.Credit;
using Takedown.Server.Delivery;
using Takedown.Server.Disputes;
using Takedown.Server.Enforcement;
using Takedown.Server.Escalations;
using Takedown.Server.Evidence;
using Takedown.Server.Extensions;
using Takedown.Server.Feeds;
using Takedown.Server.FieldWork;
using Takedown.Server.Forms;
using Takedown.Server.HeldActs;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Information;
using Takedown.Server.Intake;
using Takedown.Server.Leads;
using Takedown.Server.Limits;
using Takedown.Server.Looks;
using Takedown.Server.Mediations;
using Takedown.Server.NeverTouch;
using Takedown.Server.Observability;
using Takedown.Server.ObservedLimits;
using Takedown.Server.Operations;
using Takedown.Server.Organisations;
using Takedown.Server.Recalls;
using Takedown.Server.Registers;
using Takedown.Server.OwnRemovals;
using Takedown.Server.Profiles;
using Takedown.Server.Publications;
using Takedown.Server.Registry;
using Takedown.Server.Responses;
using Takedown.Server.Sandbox;
using Takedown.Server.SelfInspections;
using Takedown.Server.Sessions;
using Takedown.Server.Subscriptions;
using Takedown.Server.Supervision;
using Takedown.Server.Traces;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Decisions;
using Takedown.Server.Views;
using Takedown.Storage;
using Takedown.Storage.Mongo;

namespace Takedown.Server.App;

internal static class Pipeline
{
    public static void UseTakedown(this WebApplication app, TakedownOptions options)
    {
        app.UseSessions(options);
        var troubles = app.Services.GetRequiredService<Troubles>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            // Otherwise a stack trace for each request while the database is away or full.
            SuppressDiagnosticsCallback = failed => troubles.Take(failed.Exception),
        });
        app.UseStatusCodePages(pages => AnswerStatusAsync(pages.HttpContext));
        app.UseSecurityHeaders();
        if (!options.IsPublicOnly) app.Use(WaitForDatabaseAsync);
        app.UseSignInLimit(limited => limited.UseAuthentication());
        app.UseAuthorization();
        app.UseRequestLimit();
        app.UseKnownParameters();
        app.UseKeyWatch();
        app.Use(app.Services.GetRequiredService<LongRequests>().RunAsync);
        app.MapObservability();
        if (options.Runs("public") && !options.Runs("api"))
        {
            app.MapSessions(options);
            app.MapPublicRecord();
            if (options.Transparency.IsMongo) PublishedApi.Map(app);
        }
        if (options.IsPublicOnly) return;
        app.MapHttp();
        if (!options.Runs("api")) return;
        app.MapSessions(options);
        app.MapAuditing();
        app.MapOrganisations();
        app.MapRegistry();
        app.MapAuthorities();
        app.MapLimits();
        app.MapIntake();
        app.MapClaims();
        app.MapCounterNotices();
        app.MapDisputes();
        app.MapExtensions();
        app.MapMediations();
        app.MapConfirmations();
        app.MapNeverTouch();
        app.MapEvidence();
        app.MapFeeds();
        app.MapConnectors();
        app.MapResponses();
        app.MapAccounts();
        app.MapHeldActs();
        app.MapRecalls();
        app.MapEscalations();
        app.MapEnforcement();
        app.MapCompliance();
        app.MapLeads();
        app.MapAssistance();
        app.MapRegisters();
        app.MapFieldWork();
        app.MapCampaigns();
        app.MapSupervision();
        app.MapInformation();
        app.MapSelfInspections();
        app.MapOwnRemovals();
        app.MapProfiles();
        app.MapObservedLimits();
        app.MapAgreements();
        app.MapPublications();
        app.MapRecordDecisions();
        app.MapTraces();
        app.MapTransparency();
        app.MapCredit();
        app.MapForms();
        app.MapUnrouted();
        app.MapDelivery();
        app.MapOperations();
        app.MapViews();
        app.MapLooks();
        app.MapSubscriptions();
        app.MapSandbox(options);
    }

    private static Task WaitForDatabaseAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            && !http.RequestServices.GetRequiredService<DatabaseStartup>().Opened.IsCompleted
            ? Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "unavailable").ExecuteAsync(http)
            : next(http);

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
            MongoUnavailableException => (StatusCodes.Status503ServiceUnavailable, "unavailable"),
            _ => (StatusCodes.Status500InternalServerError, "internal"),
        };
        return Problems.Of(http, status, code).ExecuteAsync(http);
    }

    /// <summary>
    /// Adds the problem to responses that the framework sends without a body, such as for an unknown path or method.
    /// </summary>
    private static Task AnswerStatusAsync(HttpContext http) => (http.Response.StatusCode switch
    {
        StatusCodes.Status415UnsupportedMediaType => Problems.Unsupported(http),
        StatusCodes.Status404NotFound when http.GetEndpoint() is null => Problems.NoSuchPath(http),
        var status => Problems.Of(http, status, status switch
        {
            StatusCodes.Status405MethodNotAllowed => "method.not-allowed",
            StatusCodes.Status413PayloadTooLarge => "body.too-large",
            StatusCodes.Status404NotFound => "not-found",
            _ => "input.invalid",
        }),
    }).ExecuteAsync(http);
}
