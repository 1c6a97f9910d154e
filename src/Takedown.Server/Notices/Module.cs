using Takedown.Server.Hosting;

namespace Takedown.Server.Notices;

internal static class NoticesModule
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeStore>().AddSingleton<NoticeIndex>().AddSingleton<ClockStore>();
        services.AddSingleton<EventStore>().AddSingleton<OutboxStore>().AddSingleton<OutboxSender>();
        services.AddWork(p => p.GetRequiredService<OutboxSender>());
    }
}
