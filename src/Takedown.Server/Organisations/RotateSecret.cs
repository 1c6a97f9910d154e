using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Organisations;

internal static class RotateSecret
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, OrganisationStore store, ConnectorSet connectors, StoredAnswers answers,
        AuditLog audit, TimeProvider time)
    {
        var (caller, act) = (http.Caller(), http.Act("webhook-secret.rotate", id));
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        string? secret = null;
        var (made, problem) = await answers.OnceAsync(http, TakedownJson.Default.SecretCreated, async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return (null, Problems.NotFound(http));
            // Created once: if the confirmation of the commit was lost and the transaction is retried, it finds its own
            // secret.
            secret ??= connectors.NewSecret(found);
            if (secret is null) return (null, Problems.Conflict(http, "webhook.none"));
            var created = new SecretCreated { Secret = secret };
            if (found.Secret == secret) return (created, null);
            await store.UpdateAsync(s, found with
            {
                Secret = secret,
                FormerSecret = found.Secret,
                FormerSecretUntil = time.GetUtcNow() + Overlap,
            });
            await audit.AddAsync(s, act);
            return (created, null);
        });
        return problem is not null ? problem : TypedResults.Created((string?)null, made);
    }
}
