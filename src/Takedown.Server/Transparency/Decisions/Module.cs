using Takedown.Core.Keys;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Server.Transparency.Dumps;
using Takedown.Server.Transparency.Readers;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>What people decide about the public record, who reads more of it, and its daily dumps.</summary>
internal static class RecordDecisionsModule
{
    public static void AddRecordDecisions(this IServiceCollection services, TakedownOptions options)
    {
        services.AddRecordReaders();
        services.AddSingleton<RecordDecisionStore>().AddSingleton<DecideRecord>().AddSingleton<RecordReaderStore>();
        services.AddSingleton<ReleaseLookup>(RecordReleases.OfAsync);
        services.AddSingleton<DumpWithdrawals>().AddSingleton<DumpMaker>();
        if (!options.Runs("records") || !options.Transparency.PublishesNotices) return;
        services.AddWork<DumpLoop>();
        services.AddSingleton(p => new ClockFollower(
            null, (_, stop) => p.GetRequiredService<DumpMaker>().RunAsync(stop)));
    }

    /// <summary>What needs nothing but the record.</summary>
    public static void AddRecordReaders(this IServiceCollection services)
    {
        services.AddSingleton<WholeUrlCheck>(
            http => Task.FromResult(http.Features.Get<RecordReader>() is not null));
        services.AddSingleton<ReaderLookup>(p => async (key, cancellation) =>
            KeyText.MayExist(key)
                && await p.GetRequiredService<IPublicRecord>().FindReaderAsync(KeyStore.Hash(key), cancellation)
                    is { } id ? new RecordReader(id) : null);
        services.AddSingleton<DumpFolder>();
    }

    public static void MapRecordDecisions(this IEndpointRouteBuilder routes)
    {
        RecordDecisionsApi.Map(routes);
        CorrectionsApi.Map(routes);
        RecordReadersApi.Map(routes);
    }
}
