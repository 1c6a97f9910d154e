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
            var now = time.GetUtcNow();
            var former = FormerSecrets.Of(found, now);
            var next = former.NextAt(now);
            if (next > now) return (null, Problems.TooSoon(http, "webhook.rotated-recently", next - now));
            await store.UpdateSecretsAsync(s, former.Rotate(found, secret, now));
            await audit.AddAsync(s, act);
            return (created, null);
        });
        return problem is not null ? problem : TypedResults.Created((string?)null, made);
    }
}
