using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Connectors.Inbox;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;

namespace Takedown.Server.Connectors;

internal static class ConnectorsModule
{
    public static void AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorSet>().AddSingleton<PlatformQueues>();
        services.AddSingleton<InboxStore>().AddSingleton<InboxQueue>().AddSingleton<OutboundGuard>()
            .AddSingleton<WebhookSender>();
        services.AddSingleton<IConsequence, WaitingNotices>();
        services.AddSingleton<QueueFilling>().AddWork(s => s.GetRequiredService<QueueFilling>());
        services.AddSingleton<IConnector, InboxConnector>();
        services.AddSingleton<IConnector, WebhookConnector>();
        services.AddSingleton<IConnector, AmqpConnector>();
    }

    public static void MapConnectors(this IEndpointRouteBuilder routes) => InboxApi.Map(routes);
}
