using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Subscriptions;

/// <summary>What was posted to a subscription, a test of it, and a repetition.</summary>
internal static class DeliveriesApi
{
    private const string TestType = "subscription.test";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/subscriptions/{id:guid}").WithTags("Claimant").For(Claimant, Regulator);

        group.MapPost("/test", TestAsync).Scope(KeyScope.Register)
            .Describe("testSubscription", "Have a test message posted to a subscription",
                "Signed like every other, with the type subscription.test. The answer says what became of it, after "
                + "all tries: up to a minute.")
            .Answers<WebhookTestResult>().Fails(404);

        group.MapGet("/deliveries", ListAsync).Scope(KeyScope.Read)
            .Describe("listDeliveries", "List the messages to a subscription, newest first",
                "With attempts, the last failure and the next try. What was delivered is listed for 30 days.")
            .Paged().Answers<Page<EventDelivery>>().Fails(400, 404);

        group.MapPost("/deliveries/{deliveryId:guid}/redelivery", RedeliverAsync).Scope(KeyScope.Register)
            .Describe("redeliver", "Have a message posted once more, or now instead of after its pause",
                "With the same id and the same events. A repetition that fails is not tried again by itself.")
            .Answers<EventDelivery>(202).Fails(404, 409);
    }

    private static async Task<Results<Ok<WebhookTestResult>, ProblemHttpResult>> TestAsync(
        Guid id, HttpContext http, SubscriptionStore store, WebhookSender sender, Ids ids, TimeProvider time)
    {
        if (await store.FindAsync(id, http.Caller().Id) is not { } found) return Problems.NotFound(http);
        var data = JsonSerializer.SerializeToUtf8Bytes(
            new SubscriptionTestData { SubscriptionId = id }, TakedownJson.Default.SubscriptionTestData);
        var message = new PushMessage(ids.Next(), TestType, data);
        var result = await sender.SendAsync(found.TargetAt(time.GetUtcNow()), message, http.RequestAborted);
        return TypedResults.Ok(WebhookResults.Of(http, result, WebhookSender.IdOf(message)));
    }

    private static async Task<Results<Ok<Page<EventDelivery>>, ProblemHttpResult>> ListAsync(
        Guid id, HttpContext http, SubscriptionStore store, DeliveryStore deliveries)
    {
        var query = new Query(http);
        var (limit, before) = (query.Limit, query.BeforeId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await store.FindAsync(id, http.Caller().Id) is not { } found) return Problems.NotFound(http);
        var rows = await deliveries.BeforeAsync(id, before, limit + 1);
        return TypedResults.Ok(Pages.Of([.. rows.Select(r => r.View(found))], limit, d => $"{d.Id}"));
    }

    private static async Task<Results<Accepted<EventDelivery>, ProblemHttpResult>> RedeliverAsync(
        Guid id, Guid deliveryId, HttpContext http, SubscriptionStore store, AuditLog audit, ChangeNotifier notifier,
        Database database, TimeProvider time)
    {
        var (caller, act) = (http.Caller(), http.Act("delivery.retry", deliveryId));
        var (view, problem) = await database.WriteAsync<(EventDelivery?, ProblemHttpResult?)>(async s =>
        {
            if (await store.FindAsync(s, id, caller.Id) is not { } found
                || await DeliveryStore.FindAsync(s, deliveryId, id) is not { } row)
                return (null, Problems.NotFound(http));
            if (found.Active == 0) return (null, Problems.Conflict(http, "subscription.not-active"));
            var now = time.GetUtcNow();
            await DeliveryStore.AskAgainAsync(s, deliveryId, id, now);
            await audit.AddAsync(s, act);
            s.AfterCommit(() => notifier.Notify(ChangeTopic.Subscriptions));
            return (row.View(found with { NextAt = now }), null);
        });
        return problem is not null ? problem
            : TypedResults.Accepted($"/v1/subscriptions/{id}/deliveries", view);
    }
}
