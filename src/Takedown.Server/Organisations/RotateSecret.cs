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

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, ConnectorSet connectors, TimeProvider time)
    {
        var caller = http.Caller();
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        string? secret = null;
        var outcome = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return "not-found";
            // Created once: if the commit's answer was lost and this runs again, it finds its own secret.
            secret ??= connectors.NewSecret(found);
            if (secret is null) return "webhook.none";
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
            "" => TypedResults.Created((string?)null, new SecretCreated { Secret = secret! }),
            "not-found" => Problems.NotFound(http),
            _ => Problems.Conflict(http, outcome),
        };
    }
}
