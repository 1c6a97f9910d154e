using Takedown.Server.Hosting;
using Takedown.Server.Observability;
using Takedown.Server.Transparency.Dumps;
using Takedown.Server.Transparency.Mongo;

namespace Takedown.Server.Transparency;

internal static class TransparencyModule
{
    public static void AddTransparency(this IServiceCollection services, TakedownOptions options)
    {
        if (options.Transparency.IsMongo)
            services.AddSingleton<IPublicRecord, MongoPublicRecord>().AddSingleton<MongoPublications>();
        else services.AddSingleton<IPublicRecord, SqlPublicRecord>();
        services.AddSingleton<PublicReader>();
        if (!options.Runs("records") || options.Transparency.Publish == "none") return;
        services.AddSingleton<PublicSource>().AddSingleton<PublicFigures>()
            .AddSingleton<Publishing>().AddSingleton(p => p.GetRequiredService<PublicSource>().Feed with
            {
                DecidedAsync = p.GetRequiredService<DumpWithdrawals>().FollowAsync,
            });
        services.AddSingleton<RecordLag>();
        services.AddSingleton(p => new MetricsSource(() => p.GetRequiredService<RecordLag>()));
        services.AddWork<PublishingLoop>();
        if (!options.Transparency.IsMongo) return;
        services.AddSingleton<PublicationCopy>();
        services.AddWork<PublicationLoop>();
    }

    /// <summary>What needs nothing but the record.</summary>
    public static void MapPublicRecord(this IEndpointRouteBuilder routes)
    {
        PublicRecordApi.Map(routes);
        DumpsApi.Map(routes);
    }

    public static void MapTransparency(this IEndpointRouteBuilder routes)
    {
        routes.MapPublicRecord();
        PublicHistoryApi.Map(routes);
    }
}
