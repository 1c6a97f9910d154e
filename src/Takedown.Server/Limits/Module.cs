using Microsoft.AspNetCore.RateLimiting;
using Takedown.Server.Hosting;
using Takedown.Server.Observability;

namespace Takedown.Server.Limits;

internal static class LimitsModule
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<LimitStore>().AddSingleton<LimitsCache>().AddSingleton<RefusedBytes>();
        services.AddSingleton<LimitWriter>();
        services.AddSingleton<Permits>().AddSingleton<RequestLimiter>().AddSingleton<LimitMetrics>();
        services.AddSingleton<Refusal>().AddSingleton<SignInLimit>();
        services.AddSingleton(p => new StartupStep(_ => p.GetRequiredService<LimitsCache>().LoadAsync()));
        services.AddSingleton(p => new MetricsSource(p.GetRequiredService<LimitMetrics>().ShowZeros));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimiter, Refusal>((options, limiter, refusal) =>
        {
            options.GlobalLimiter = limiter;
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = refusal.AnswerAsync;
        });
    }

    /// <summary>Around the authentication: who guesses keys is refused before a key is looked up.</summary>
    public static void UseSignInLimit(this WebApplication app, Action<WebApplication> authenticate)
    {
        var signIns = app.Services.GetRequiredService<SignInLimit>();
        app.Use(signIns.BeforeAsync);
        authenticate(app);
        app.Use(signIns.AfterAsync);
    }

    public static void MapLimits(this IEndpointRouteBuilder routes) => LimitsApi.Map(routes);
}
