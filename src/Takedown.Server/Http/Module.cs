using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Http.Documents;

namespace Takedown.Server.Http;

internal static class HttpModule
{
    /// <param name="services">The services.</param>
    /// <param name="bodyMemory">Memory of the process for request bodies, in bytes.</param>
    /// <param name="bodyTimeout">Time for an ordinary body to arrive.</param>
    /// <param name="bodyPatience">How long a slow body may hold memory that others wait for.</param>
    public static void AddHttp(
        this IServiceCollection services, long bodyMemory, TimeSpan bodyTimeout, TimeSpan bodyPatience)
    {
        services.AddSingleton(_ => new BodyBudget(bodyMemory, bodyPatience)).AddSingleton(new BodyTimes(bodyTimeout));
        services.AddSingleton<DocumentApi>();
        // Not AddAuthentication: it also adds data protection, which is not used here and stores keys in the home
        // directory.
        services.AddAuthenticationCore(options => options.DefaultScheme = KeyAuthentication.Name).AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        services.AddSingleton(new SignInClaim(null));
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
        services.AddSingleton<PageGate>().AddSingleton<LongRequests>();
        services.AddTakedownOpenApi();
        services.AddSingleton(new DocumentWords("BatchView.status", ["receiving", "complete", "validated"]));
        services.AddSingleton(new DocumentWords("DeliveryView.status", ["pending", "delivered", "failed", "offered"]));
        services.AddSingleton(new DocumentWords("SourceMark.mark", ["L", "S", "s", "B", "P"]));
        services.AddSingleton(new DocumentWords("SlaPolicy.onBreach", ["escalate", "record"]));
        services.AddSingleton(
            new DocumentWords("NoticeMessage.deadline", [.. DeadlineKinds.OfNotices.Select(Kebab.Word)]));
        services.AddSingleton(new DocumentWords(
            "WebhookNoticeMessage.type",
            [
                "notice.withdrawn", "notice.supplemented", "deadline.at-risk", "notice.disputed",
                "notice.counter-noticed", "notice.proceeding-filed", "notice.proceeding-ended", "notice.restore-due",
            ]));
        services.AddSingleton(
            new DocumentWords("EscalationView.deadline", [.. DeadlineKinds.OfNotices.Select(Kebab.Word)]));
    }

    public static void MapHttp(this WebApplication app)
    {
        DocumentApi.Map(app);
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint(OpenApi.PathOf(Language.English), "English");
            ui.SwaggerEndpoint(OpenApi.PathOf(Language.Chinese), "简体中文");
            ui.DocumentTitle = "Takedown";
            ui.EnableDeepLinking();
            ui.EnablePersistAuthorization();
            ui.EnableFilter();
            ui.DefaultModelsExpandDepth(0);
        });
    }
}
