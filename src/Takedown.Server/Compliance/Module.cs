using Takedown.Server.Compliance.Scores;
using Takedown.Server.Compliance.Senders;
using Takedown.Server.Compliance.Watches;
using Takedown.Server.Compliance.WhatIf;
using Takedown.Server.Hosting;
using Takedown.Server.Observability;

namespace Takedown.Server.Compliance;

internal static class ComplianceModule
{
    public static void AddCompliance(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton(new CountingPatience(TimeSpan.FromMilliseconds(250)));
        services.AddSingleton<Projector>().AddSingleton<ComplianceStore>().AddSingleton<DueStore>()
            .AddSingleton<TopicStore>().AddSingleton<NotifierStore>().AddSingleton<AccountCounts>()
            .AddSingleton<Moments>().AddSingleton<Rankings>().AddSingleton<HotSpots>().AddSingleton<Duties>();
        services.AddSingleton<WatchStore>().AddSingleton<WatchRun>().AddSingleton<WatchValidator>()
            .AddSingleton(WatchMessages.Kind);
        services.AddSingleton<SenderStore>().AddSingleton<Slowdowns>();
        services.AddSingleton<Standings>().AddSingleton<TierRun>();
        services.AddSingleton<ClaimantScores>().AddSingleton<PlatformScores>().AddSingleton<FileAppeal>()
            .AddSingleton<DecideAppeal>()
            .AddSingleton(new StoredGauge(
                "takedown.score.appeals.open", "{appeal}", "Appeals against scores without a decision.",
                "SELECT COUNT(*) FROM score_appeals WHERE outcome IS NULL"));
        services.AddSingleton<WhatIfRun>().AddSingleton<WhatIfTurns>();
        services.AddSingleton(p => new ClockFollower(null, p.GetRequiredService<Projector>().WaitUntilCurrentAsync));
        services.AddSingleton(p => new ClockFollower(
            null, (_, cancellation) => p.GetRequiredService<WatchRun>().RunAsync(cancellation)));
        services.AddSingleton(p => new ClockFollower(
            null, (_, cancellation) => p.GetRequiredService<TierRun>().RunAsync(cancellation)));
        if (!options.Runs("deadlines")) return;
        services.AddWork<ProjectorLoop>();
        services.AddWork<WatchLoop>();
        services.AddWork<TierLoop>();
    }

    public static void MapCompliance(this IEndpointRouteBuilder routes)
    {
        ComplianceApi.Map(routes);
        RankingApi.Map(routes);
        WatchesApi.Map(routes);
        WhatIfApi.Map(routes);
        SendersApi.Map(routes);
        StepsApi.Map(routes);
        ScoresApi.Map(routes);
        AppealsApi.Map(routes);
    }
}
