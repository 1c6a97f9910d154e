using Takedown.Storage;

namespace Takedown.Server.Hosting;

internal static class HostingModule
{
    public static void AddHosting(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ServerClock>().AddSingleton<TimeProvider>(p => p.GetRequiredService<ServerClock>());
        services.AddSingleton(_ => DatabaseFactory.Create(options.Database));
        services.AddSingleton<Ids>().AddSingleton<WriteLoad>().AddSingleton<ChangeNotifier>();
        services.AddSingleton<DatabaseTrouble>().AddSingleton<DatabaseStartup>();
        services.AddSingleton(_ => new SecretBox(() => SecretKeys.Read(options)));
        services.AddWork(p => p.GetRequiredService<DatabaseStartup>());
    }
}
