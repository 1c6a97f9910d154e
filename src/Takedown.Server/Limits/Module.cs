using Takedown.Server.Hosting;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Limits;

internal static class LimitsModule
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<LimitStore>().AddSingleton<RefusedBytes>().AddSingleton<LimitWriter>()
            .AddSingleton<EvidenceRoom>();
        services.AddSingleton(p => new StartupStep(_ => p.GetRequiredService<LimitsCache>().LoadAsync()));
        services.AddPublicLimits();
    }

    /// <summary>What needs no database: without one, the limits are the defaults.</summary>
    public static void AddPublicLimits(this IServiceCollection services)
    {
        services.AddSingleton(p => new LimitsCache(p.GetService<Database>()));
        services.AddSingleton<Permits>().AddSingleton<RequestLimiter>().AddSingleton<LimitMetrics>();
        services.AddSingleton<Refusal>().AddSingleton<SignInLimit>();
        services.AddSingleton(p => new MetricsSource(p.GetRequiredService<LimitMetrics>().ShowZeros));
    }

    /// <summary>
    /// Around all routes. The middleware of ASP.NET would also keep a limiter by route, which has nothing to do here,
    /// and whose timer nothing ends: a server that has ended would stay in memory with all it had.
    /// </summary>
    public static void UseRequestLimit(this WebApplication app)
    {
        var (limiter, refusal) =
            (app.Services.GetRequiredService<RequestLimiter>(), app.Services.GetRequiredService<Refusal>());
        app.Use(async (HttpContext http, RequestDelegate next) =>
        {
            using var lease = await limiter.TakeAsync(http);
            await (lease.IsAcquired ? next(http) : refusal.AnswerAsync(http, lease.Last, lease.RetryAfter));
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
