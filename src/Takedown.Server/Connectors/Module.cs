using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Connectors.Inbox;
using Takedown.Server.Connectors.Webhook;

namespace Takedown.Server.Connectors;

internal static class ConnectorsModule
{
    public static void AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorSet>().AddSingleton<PlatformQueues>();
        services.AddSingleton<InboxStore>().AddSingleton<InboxQueue>().AddSingleton<OutboundGuard>()
            .AddSingleton<WebhookSender>();
        services.AddSingleton<IConnector, InboxConnector>();
        services.AddSingleton<IConnector, WebhookConnector>();
        services.AddSingleton<IConnector, AmqpConnector>();
    }

    public static void MapConnectors(this IEndpointRouteBuilder routes) => InboxApi.Map(routes);
}
