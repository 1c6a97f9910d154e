using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Evidence;

internal static class EvidenceModule
{
    public static void AddEvidence(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<IEvidenceFiles>(p => options.Evidence.IsMongo
            ? new MongoEvidence(p.GetRequiredService<MongoStore>(), p.GetRequiredService<TimeProvider>())
            : new DiskEvidence(options.Evidence.Folder, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EvidenceStore>().AddSingleton<EvidenceLinking>().AddSingleton<EvidenceSweep>();
        services.AddSingleton<PutEvidence>().AddSingleton<ReadEvidence>().AddSingleton<EvidenceAudit>();
        services.AddSingleton<IConsequence, EvidenceSupplements>();
        services.AddSingleton<EvidenceMetrics>().AddSingleton(EvidenceMetrics.Bytes);
        services.AddSingleton(p => new MetricsSource(p.GetRequiredService<EvidenceMetrics>().ShowZeros));
        if (!options.Runs("deadlines")) return;
        services.AddWork<EvidenceSweepLoop>();
        services.AddWork<EvidenceLinkLoop>();
    }

    public static void MapEvidence(this IEndpointRouteBuilder routes) => EvidenceApi.Map(routes);
}
