using Takedown.Core.Notices;
using Takedown.Server.Hosting;

namespace Takedown.Server.Notices;

internal static class NoticesModule
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeStore>().AddSingleton<NoticeCommands>().AddSingleton<EventStore>();
        services.AddSingleton<ContactErasure>();
        services.AddSingleton(p => NoticeDeadlines.Default.With(p.GetServices<NoticeDeadline>()));
        services.AddSingleton<DeadlineIndex>().AddSingleton<IConsequence, NoticeIndex>();
        services.AddSingleton<IDeadlineOwner, NoticeDeadlineOwner>();
        services.AddSingleton<Histories>().AddSingleton<Feed>();
        services.AddSingleton<OutboxStore>().AddSingleton<OutboxSender>().AddSingleton<HeldSends>();
        services.AddWork(p => p.GetRequiredService<OutboxSender>());
    }
}
