using Takedown.Server.Hosting;

namespace Takedown.Server.Deadlines;

internal static class DeadlinesModule
{
    public static void AddDeadlines(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton(p => new ClockFollower(
            null, (_, cancellation) => p.GetRequiredService<DeadlineSweep>().RunAsync(all: true, cancellation)));
        if (options.Runs("deadlines")) services.AddWork<DeadlineLoop>();
    }
}
