using Takedown.Server.Accounts;
using Takedown.Server.Claims;
using Takedown.Server.Compliance;
using Takedown.Server.Connectors;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Escalations;
using Takedown.Server.Feeds;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Server.Operations;
using Takedown.Server.Organisations;
using Takedown.Server.Registry;
using Takedown.Server.Responses;
using Takedown.Server.Sandbox;

namespace Takedown.Server.App;

/// <summary>
/// The modules of the server. The order counts: hosted services start in it and stop in the reverse; start-up steps and
/// followers of the sandbox's clock run in it.
/// </summary>
internal static class Services
{
    public static void AddTakedown(this IServiceCollection services, TakedownOptions options)
    {
        services.AddHttp();
        // Sees the start, and what the others do until they have stopped.
        services.AddObservability(options);
        services.AddHosting(options);
        // Sets the clock before anything is written.
        services.AddSandbox(options);
        services.AddRegistry(options);
        services.AddMessaging(options);
        services.AddNotices();
        services.AddConnectors();
        services.AddEscalations();

        services.AddOrganisations();
        services.AddIntake();
        services.AddClaims();
        services.AddAccounts();
        // After an advance of the clock, deadlines run, then deliveries; then all of it is counted.
        services.AddDeadlines(options);
        services.AddDelivery(options);
        services.AddCompliance(options);
        services.AddResponses(options);
        services.AddFeeds();
        services.AddOperations();
    }
}
