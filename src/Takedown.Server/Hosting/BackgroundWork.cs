using System.Reflection;

namespace Takedown.Server.Hosting;

/// <summary>
/// Registers hosted services of the modules. The build starts the server to read its OpenAPI document; no background
/// service may run then.
/// </summary>
internal static class BackgroundWork
{
    public static bool IsDescribing { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>Adds a service. Services start in the order of registration and stop in reverse order.</summary>
    public static void AddWork<T>(this IServiceCollection services) where T : class, IHostedService
    {
        if (!IsDescribing) services.AddHostedService<T>();
    }

    /// <summary>Adds a service that is already registered.</summary>
    public static void AddWork<T>(this IServiceCollection services, Func<IServiceProvider, T> find)
        where T : class, IHostedService
    {
        if (!IsDescribing) services.AddHostedService(find);
    }
}
