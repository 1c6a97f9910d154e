using Takedown.Server.Accounts;
using Takedown.Server.Auditing;
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
using Takedown.Server.Limits;
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
/// The modules of the server. Their order matters: hosted services start in this order and stop in the reverse order;
/// start-up steps and clock followers of the sandbox run in this order.
/// </summary>
internal static class Services
{
    public static void AddTakedown(this IServiceCollection services, TakedownOptions options)
    {
        services.AddHttp(options.Bodies.MemoryBytes, options.Bodies.Timeout, options.Bodies.Patience);
        // First, so that it observes the start of the other modules and their work until they have stopped.
        services.AddObservability(options);
        services.AddHosting(options);
        services.AddAuditing(options);
        // Sets the sandbox clock before anything is written.
        services.AddSandbox(options);
        services.AddRegistry(options);
        services.AddLimits();
        services.AddMessaging(options);
        services.AddNotices();
        services.AddConnectors();
        services.AddEscalations();

        services.AddOrganisations();
        services.AddIntake();
        services.AddClaims();
        services.AddAccounts();
        // After an advance of the clock, notices are made available first, which starts their deadlines. Then the
        // deadlines run, then the deliveries, then the counters.
        services.AddOffers();
        services.AddDeadlines(options);
        services.AddDelivery(options);
        services.AddCompliance(options);
        services.AddResponses(options);
        services.AddFeeds();
        services.AddOperations();
    }
}
