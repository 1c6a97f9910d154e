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

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, TimeProvider time)
    {
        var caller = http.Caller();
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        var secret = WebhookSignature.NewSecret();
        var outcome = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return "not-found";
            if (found.Connector is not ConnectorKind.Webhook) return "webhook.none";
            // Our own commit, of which the answer was lost.
            if (found.Secret == secret) return "";
            await store.UpdateAsync(s, found with
            {
                Secret = secret,
                FormerSecret = found.Secret,
                FormerSecretUntil = time.GetUtcNow() + Overlap,
            });
            return "";
        });
        return outcome switch
        {
            "" => TypedResults.Created((string?)null, new SecretCreated { Secret = secret }),
            "not-found" => Problems.NotFound(http),
            _ => Problems.Conflict(http, outcome),
        };
    }
}
