using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal static class RotateSecret
{
    /// <summary>Each rotation leaves a secret that signs for a day; a receiver checks every signature.</summary>
    private const int MaxFormer = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private enum Rotation
    {
        Done,
        NotFound,
        NoWebhook,
        TooSoon,
    }

    public static async Task<Results<Created<SecretCreated>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, ConnectorSet connectors,
        TimeProvider time)
    {
        var caller = http.Caller();
        if (caller.Kind is OrganisationKind.Platform && caller.Id != id) return Problems.NotFound(http);
        string? secret = null;
        var next = time.GetUtcNow();
        var rotation = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } found) return Rotation.NotFound;
            // Created once: if the confirmation of the commit was lost and the transaction is retried, it finds its own
            // secret.
            secret ??= connectors.NewSecret(found);
            if (secret is null) return Rotation.NoWebhook;
            if (found.Secret == secret) return Rotation.Done;
            var now = time.GetUtcNow();
            var former = FormerSecrets.Of(found, now);
            next = NextAt(former, now);
            if (next > now) return Rotation.TooSoon;
            await OrganisationStore.UpdateSecretsAsync(s, former.Rotate(found, secret, now));
            return Rotation.Done;
        });
        switch (rotation)
        {
            case Rotation.Done:
                return TypedResults.Created((string?)null, new SecretCreated { Secret = secret! });
            case Rotation.NotFound:
                return Problems.NotFound(http);
            case Rotation.NoWebhook:
                return Problems.Conflict(http, "webhook.none");
            default:
                var wait = Math.Max(1, Math.Ceiling((next - time.GetUtcNow()).TotalSeconds));
                http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                return Problems.Of(http, StatusCodes.Status429TooManyRequests, "webhook.rotated-recently");
        }
    }

    /// <summary>A minute after the last rotation, and when one of the former secrets has expired.</summary>
    private static DateTimeOffset NextAt(FormerSecrets former, DateTimeOffset now)
    {
        if (former.All.Count == 0) return now;
        var next = former.All[0].Until - FormerSecrets.Overlap + Pause;
        return former.All.Count >= MaxFormer && former.All[^1].Until > next ? former.All[^1].Until : next;
    }
}
