using Takedown.Server.Hosting;
using Takedown.Server.Registry;

namespace Takedown.Server.Deadlines;

internal static class DeadlinesModule
{
    public static void AddDeadlines(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<DeadlineSweep>().AddSingleton<ProvisionalSweep>();
        services.AddSingleton(p => new CalendarFollower(p.GetRequiredService<ProvisionalSweep>().RunBrieflyAsync));
        services.AddSingleton(p => new ClockFollower(
            null, (_, cancellation) => p.GetRequiredService<DeadlineSweep>().RunAsync(all: true, cancellation)));
        if (!options.Runs("deadlines")) return;
        services.AddWork<DeadlineLoop>();
        services.AddWork<ProvisionalLoop>();
    }
}
