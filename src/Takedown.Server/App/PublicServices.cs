using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Limits;
using Takedown.Server.Observability;
using Takedown.Server.Sessions;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Decisions;

namespace Takedown.Server.App;

/// <summary>
/// The modules of a process that shows the public record and does nothing else: no database, no bus, and no key of an
/// organisation is known to it.
/// </summary>
internal static class PublicServices
{
    public static void AddPublicOnly(this IServiceCollection services, TakedownOptions options)
    {
        services.AddObservability(options);
        services.AddHosting(options);
        services.AddPublicLimits();
        services.AddTransparency(options);
        services.AddRecordReaders();
        services.AddSessions(options);
        services.AddSingleton<KeyLookup>((_, _) => Task.FromResult<Caller?>(null));
        services.AddSingleton<SubjectLookup>((_, _) => Task.FromResult<Caller?>(null));
        services.AddSingleton<SignInObserver>(_ => { });
    }
}
