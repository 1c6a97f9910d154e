using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>A platform tries its own receiver: one signed message, whose outcome is the answer.</summary>
internal static class WebhookTestApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/me").WithTags("Platform").For(OrganisationKind.Platform).Scope(KeyScope.Register)
            .MapPost("/webhook/test", TestAsync)
            .Describe("testWebhook", "Have a test message pushed to your webhook or queue",
                "Signed like every other, with the type webhook.test. The answer says what became of it, after all "
                + "tries: up to a minute. Nothing else is pushed or counted for it.")
            .Answers<WebhookTestResult>().Fails(409);

    private static async Task<Results<Ok<WebhookTestResult>, ProblemHttpResult>> TestAsync(
        HttpContext http, ConnectorSet connectors, OrganisationStore organisations, Database database, Ids ids)
    {
        var platform = await database.ReadAsync(s => organisations.FindBareAsync(s, http.Caller().Id));
        if (platform is null || connectors.PushTo(platform) is not { } connector)
            return Problems.Conflict(http, "webhook.none");
        var data = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookTestData { PlatformId = platform.Id }, TakedownJson.Default.WebhookTestData);
        var message = new PushMessage(ids.Next(), "webhook.test", data);
        var result = platform.DisabledAt is null
            ? await connector.PushAsync(platform, message, http.RequestAborted) : new("webhook.disabled");
        return TypedResults.Ok(WebhookResults.Of(
            http, result, connector.Kind is ConnectorKind.Webhook ? WebhookSender.IdOf(message) : $"{message.Id}"));
    }
}
