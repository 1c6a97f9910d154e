using Takedown.Storage;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Hosting;

internal static class HostingModule
{
    public static void AddHosting(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton(options).AddSingleton<Troubles>();
        services.AddSingleton<ServerClock>().AddSingleton<TimeProvider>(p => p.GetRequiredService<ServerClock>());
        if (options.Mongo.ConnectionString is { } mongo)
        {
            services.AddSingleton(p => new MongoStore(mongo, p.GetRequiredService<ILoggerFactory>()));
            services.AddSingleton<Trouble, MongoTrouble>();
        }
        if (options.IsPublicOnly) return;
        services.AddSingleton(_ => DatabaseFactory.Create(options.Database));
        services.AddSingleton<Ids>().AddSingleton<ChangeNotifier>();
        services.AddSingleton(new WriteLoad(hasOthers: !options.RoleList.Contains("all")));
        services.AddSingleton<Trouble, DatabaseTrouble>().AddSingleton<DatabaseStartup>();
        services.AddSingleton(_ => new SecretBox(() => SecretKeys.Read(options)));
        services.AddWork(p => p.GetRequiredService<DatabaseStartup>());
    }
}
