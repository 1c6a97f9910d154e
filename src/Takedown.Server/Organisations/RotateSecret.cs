using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Connectors;
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
        Guid id, HttpContext http, Database database, OrganisationStore store, ConnectorSet connectors,
        TimeProvider time)
    {
        var caller = http.Caller();
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        string? secret = null;
        var rotation = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return Rotation.NotFound;
            // Created once: if the confirmation of the commit was lost and the transaction is retried, it finds its own
            // secret.
            secret ??= connectors.NewSecret(found);
            if (secret is null) return Rotation.NoWebhook;
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
            Rotation.Done => TypedResults.Created((string?)null, new SecretCreated { Secret = secret! }),
            Rotation.NotFound => Problems.NotFound(http),
            Rotation.NoWebhook => Problems.Conflict(http, "webhook.none"),
        };
    }
}
