using Takedown.Server.Accounts;
using Takedown.Server.Assistance;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Campaigns;
using Takedown.Server.Claims;
using Takedown.Server.Compliance;
using Takedown.Server.Confirmations;
using Takedown.Server.Connectors;
using Takedown.Server.CounterNotices;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Disputes;
using Takedown.Server.Enforcement;
using Takedown.Server.Escalations;
using Takedown.Server.Evidence;
using Takedown.Server.Extensions;
using Takedown.Server.Feeds;
using Takedown.Server.FieldWork;
using Takedown.Server.Forms;
using Takedown.Server.HeldActs;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Information;
using Takedown.Server.Intake;
using Takedown.Server.Leads;
using Takedown.Server.Limits;
using Takedown.Server.Looks;
using Takedown.Server.Mediations;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Server.ObservedLimits;
using Takedown.Server.Operations;
using Takedown.Server.Organisations;
using Takedown.Server.Recalls;
using Takedown.Server.Registers;
using Takedown.Server.OwnRemovals;
using Takedown.Server.Publications;
using Takedown.Server.Registry;
using Takedown.Server.Responses;
using Takedown.Server.Sandbox;
using Takedown.Server.SelfInspections;
using Takedown.Server.Sessions;
using Takedown.Server.Subscriptions;
using Takedown.Server.Supervision;
using Takedown.Server.Traces;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Decisions;
using Takedown.Server.Views;

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
        if (options.IsPublicOnly)
        {
            services.AddPublicOnly(options);
            return;
        }
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
        services.AddBodies();
        services.AddCases();

        services.AddOrganisations();
        services.AddIntake(options);
        services.AddClaims();
        services.AddCounterNotices();
        services.AddDisputes();
        services.AddExtensions();
        services.AddMediations();
        services.AddConfirmations();
        services.AddEvidence(options);
        services.AddAccounts();
        services.AddLeads();
        services.AddAssistance();
        // After an advance of the clock, notices are made available first, which starts their deadlines. Then the
        // deadlines run, then the deliveries, then the counters.
        services.AddOffers();
        services.AddDeadlines(options);
        services.AddDelivery(options);
        services.AddCompliance(options);
        services.AddForms(options);
        services.AddResponses(options);
        services.AddFeeds();
        services.AddSubscriptions(options);
        services.AddRegisters();
        services.AddFieldWork();
        services.AddCampaigns();
        services.AddOperations();
        services.AddSupervision();
        services.AddInformation();
        services.AddSelfInspections();
        services.AddOwnRemovals();
        services.AddObservedLimits();
        services.AddPublications();
        services.AddTraces();
        services.AddSingleton<PublicationSource>(
            (s, now, after, take) => PublicationViews.PublicAsync(s, null, now, after, take));
        services.AddTransparency(options);
        services.AddRecordDecisions(options);
        services.AddEnforcement();
        services.AddViews();
        services.AddLooks();
        services.AddSessions(options);
        services.AddHeldActs(options);
        services.AddRecalls(options);
    }
}
