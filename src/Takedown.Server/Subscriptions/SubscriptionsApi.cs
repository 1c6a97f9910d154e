using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Subscriptions;

/// <summary>Subscriptions of claimants and regulators to their events.</summary>
internal static class SubscriptionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/subscriptions").WithTags("Claimant").For(Claimant, Regulator);

        group.MapPost("", (HttpContext http, SubscriptionDesk desk) => desk.AddAsync(http))
            .Scope(KeyScope.Register).Idempotent()
            .Describe("subscribe", "Have your events posted to a URL",
                "The events of GET /v1/events are posted in their order, several in one message (events.recorded), "
                + "signed by Standard Webhooks with the secret of the answer, which is shown once. Each is posted at "
                + "least once; the next message follows when the one before it was answered with 2xx. What fails is "
                + "tried again with growing pauses; an endpoint that answers 410, or fails for five days, is posted "
                + "to no more until it is made active again. At most 10 for an organisation.")
            .Accepts<SubscriptionInput>("application/json").Answers<SubscriptionView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listSubscriptions", "List your subscriptions, oldest first", "Without their secrets.")
            .Paged().Answers<Page<SubscriptionView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getSubscription", "Read a subscription", "With its failures and the next attempt.")
            .Answers<SubscriptionView>().Fails(404);

        group.MapPatch(
                "/{id:guid}", (Guid id, HttpContext http, SubscriptionDesk desk) => desk.ChangeAsync(id, http))
            .Scope(KeyScope.Register)
            .Describe("changeSubscription", "Change, pause or continue a subscription",
                "With active set to true it continues after the last event that was accepted; nothing is skipped. "
                + "Messages that were already made keep their types of events.")
            .Accepts<SubscriptionInput>("application/json").Answers<SubscriptionView>().Fails(400, 404);

        group.MapDelete("/{id:guid}", DeleteAsync).Scope(KeyScope.Register)
            .Describe("unsubscribe", "End a subscription", "Its deliveries are deleted with it.")
            .Answers(204).Fails(404);

        group.MapPost(
                "/{id:guid}/secret", (Guid id, HttpContext http, SubscriptionDesk desk) => desk.RotateAsync(id, http))
            .Scope(KeyScope.Register).Idempotent()
            .Describe("rotateSubscriptionSecret", "Make a new secret for a subscription; it is shown once",
                "For a day messages are signed with the former secret too.")
            .Answers<SecretCreated>(201).Fails(400, 404, 409, 429);
    }

    private static async Task<Results<Ok<Page<SubscriptionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, SubscriptionStore store)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.ListAsync(http.Caller().Id, after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of([.. rows.Select(r => r.View())], limit, v => $"{v.Id}"));
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, SubscriptionStore store) =>
        await store.FindAsync(id, http.Caller().Id) is { } found
            ? TypedResults.Ok(found.View()) : Problems.NotFound(http);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext http, SubscriptionDesk desk) =>
        await desk.DeleteAsync(id, http) ? TypedResults.NoContent() : Problems.NotFound(http);
}
