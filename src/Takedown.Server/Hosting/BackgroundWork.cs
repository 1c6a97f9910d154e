using System.Reflection;

namespace Takedown.Server.Hosting;

/// <summary>
/// Hosted services of the modules. The build starts the server to read its OpenAPI document; nothing may run by itself
/// then.
/// </summary>
internal static class BackgroundWork
{
    public static bool IsDescribing { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>Starts after those added before it, and stops before them.</summary>
    public static void AddWork<T>(this IServiceCollection services) where T : class, IHostedService
    {
        if (!IsDescribing) services.AddHostedService<T>();
    }

    /// <summary>The same for a service that is registered already.</summary>
    public static void AddWork<T>(this IServiceCollection services, Func<IServiceProvider, T> find) where T : class, IHostedService
    {
        if (!IsDescribing) services.AddHostedService(find);
    }
}
