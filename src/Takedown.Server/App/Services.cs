using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Takedown.Contracts.Json;
using Takedown.Server.Accounts;
using Takedown.Server.Claims;
using Takedown.Server.Compliance;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Inbox;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Escalations;
using Takedown.Server.Feeds;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Server.Organisations;
using Takedown.Server.Registry;
using Takedown.Server.Responses;
using Takedown.Server.Sandbox;
using Takedown.Storage;

namespace Takedown.Server.App;

/// <summary>What the server is made of. Every part is one concrete class, made once.</summary>
internal static class Services
{
    public static void AddTakedown(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ServerClock>();
        services.AddSingleton<TimeProvider>(p => p.GetRequiredService<ServerClock>());
        services.AddSingleton(_ => DatabaseFactory.Create(options.Database));
        services.AddSingleton<Ids>();
        services.AddMetering();

        services.AddSingleton<OrganisationStore>().AddSingleton<KeyStore>().AddSingleton<PolicyStore>()
            .AddSingleton<RegistryCache>().AddSingleton<RegistrySeeder>();
        services.AddSingleton<BatchStore>().AddSingleton<IntakeBatcher>().AddSingleton<BatchResults>()
            .AddSingleton<SubmitBatch>();
        services.AddSingleton<OrganisationValidator>().AddSingleton<RegistrationValidator>()
            .AddSingleton<PolicyValidator>().AddSingleton<CalendarValidator>().AddSingleton<SupplementValidator>()
            .AddSingleton<WithdrawalValidator>().AddSingleton<ClockAdvanceValidator>();
        services.AddSingleton<OutboxSender>().AddSingleton<DeliveryQueues>().AddSingleton<DeliveryRecorder>().AddSingleton<OutboxSweep>()
            .AddSingleton<InboxConsumer>().AddSingleton<PushConsumer>().AddSingleton<WebhookConnector>().AddSingleton<OutboundGuard>();
        services.AddSingleton<NoticeStore>().AddSingleton<NoticeIndex>().AddSingleton<NoticeList>().AddSingleton<ClockStore>().AddSingleton<OutboxStore>().AddSingleton<InboxWriter>().AddSingleton<InboxStore>().AddSingleton<RespondToNotices>();
        services.AddSingleton<StrikeStore>().AddSingleton<AccountActionStore>();
        services.AddSingleton<EventStore>().AddSingleton<ChangeNotifier>().AddSingleton<Feed>();
        services.AddSingleton<DeadlineSweep>().AddSingleton<EscalationStore>();
        services.AddSingleton<Projector>().AddSingleton<ComplianceStore>();
        services.AddSingleton<SandboxStore>();

        services.AddWork(options);

        // Not AddAuthentication: it brings data protection along, which nothing here uses and which leaves keys in the home directory.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = KeyAuthentication.Name).AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        services.AddAuthorization();
        services.ConfigureHttpJsonOptions(json =>
        {
            var ours = TakedownJson.Default.Options;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, TakedownJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = ours.NumberHandling;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            foreach (var converter in ours.Converters) json.SerializerOptions.Converters.Add(converter);
        });
    }

    /// <summary>What runs of itself. The build starts the server to ask for its OpenAPI document, and nothing else may happen then.</summary>
    private static void AddWork(this IServiceCollection services, TakedownOptions options)
    {
        var describing = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";
        // Opened first and closed last: hosted services stop in the reverse of this order.
        services.AddSingleton<DatabaseStartup>();
        if (!describing)
        {
            OtlpExport.AddTo(services);
            services.AddHostedService(p => p.GetRequiredService<DatabaseStartup>());
        }
        services.AddBus(options);
        if (describing) return;
        services.AddHostedService(p => p.GetRequiredService<OutboxSender>());
        if (options.Runs("connectors")) services.AddHostedService<OutboxLoop>();
        if (options.Runs("connectors") && options.Bus.IsRabbit) services.AddHostedService<AmqpResponses>();
        if (options.Runs("deadlines")) services.AddHostedService<DeadlineLoop>().AddHostedService<ProjectorLoop>();
        if (options.Runs("api")) services.AddHostedService<KeyUseLoop>();
        if (options.Sandbox) services.AddHostedService<ClockLoop>();
    }
}
