using System.Globalization;
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
    /// <summary>Each rotation leaves a secret that signs for a day; a receiver checks every signature.</summary>
    private const int MaxFormer = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, OrganisationStore store, ConnectorSet connectors, StoredAnswers answers,
        AuditLog audit, TimeProvider time)
    {
        var (caller, act) = (http.Caller(), http.Act("webhook-secret.rotate", id));
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        string? secret = null;
        var next = time.GetUtcNow();
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
            next = NextAt(former, now);
            if (next > now)
            {
                return (null, Problems.Of(http, StatusCodes.Status429TooManyRequests, "webhook.rotated-recently"));
            }
            await store.UpdateSecretsAsync(s, former.Rotate(found, secret, now));
            await audit.AddAsync(s, act);
            return (created, null);
        });
        if (problem is { StatusCode: StatusCodes.Status429TooManyRequests })
        {
            var wait = Math.Max(1, Math.Ceiling((next - time.GetUtcNow()).TotalSeconds));
            http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        }
        return problem is not null ? problem : TypedResults.Created((string?)null, made);
    }

    /// <summary>A minute after the last rotation, and when one of the former secrets has expired.</summary>
    private static DateTimeOffset NextAt(FormerSecrets former, DateTimeOffset now)
    {
        if (former.All.Count == 0) return now;
        var next = former.All[0].Until - FormerSecrets.Overlap + Pause;
        return former.All.Count >= MaxFormer && former.All[^1].Until > next ? former.All[^1].Until : next;
    }
}
