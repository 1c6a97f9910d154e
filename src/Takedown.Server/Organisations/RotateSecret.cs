using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal static class RotateSecret
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private enum Rotation
    {
        Done,
        NotFound,
        NoWebhook,
    }

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, TimeProvider time)
    {
        var caller = http.Caller();
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        var secret = WebhookSignature.NewSecret();
        var rotation = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return Rotation.NotFound;
            if (found.Connector is not ConnectorKind.Webhook) return Rotation.NoWebhook;
            // Our own commit, of which the answer was lost.
            if (found.Secret == secret) return Rotation.Done;
            await store.UpdateAsync(s, found with
            {
                Secret = secret,
                FormerSecret = found.Secret,
                FormerSecretUntil = time.GetUtcNow() + Overlap,
            });
            return Rotation.Done;
        });
        return rotation switch
        {
            Rotation.Done => TypedResults.Created((string?)null, new SecretCreated { Secret = secret }),
            Rotation.NotFound => Problems.NotFound(http),
            Rotation.NoWebhook => Problems.Conflict(http, "webhook.none"),
        };
    }
}
