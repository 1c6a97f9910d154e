using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Auditing;

internal static class AuditingModule
{
    public static void AddAuditing(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<AuditLog>().AddSingleton<AuditStore>().AddSingleton<FailedSignIns>();
        services.AddSingleton<SignInObserver>(p => p.GetRequiredService<FailedSignIns>().Count);
        if (options.Runs("api")) services.AddWork<FailedSignInLoop>();
    }

    public static void MapAuditing(this IEndpointRouteBuilder routes) => AuditApi.Map(routes);
}
