using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>Makes, changes and ends subscriptions. Secrets are not in the trail.</summary>
internal sealed class SubscriptionDesk(
    SubscriptionStore store, SubscriptionValidator validator, StoredAnswers answers, AuditLog audit,
    ChangeNotifier notifier, Database database, Ids ids, TimeProvider time)
{
    /// <summary>The most subscriptions of an organisation.</summary>
    private const int Most = 10;

    public async Task<Results<Created<SubscriptionView>, ProblemHttpResult>> AddAsync(HttpContext http)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SubscriptionInput, validator);
        if (problem is not null) return problem;
        if (input!.Url is null) return Problems.Invalid(http, new InputFault("/url", "field.required"));
        var (caller, act, now) = (http.Caller(), http.Act("subscription.create"), time.GetUtcNow());
        var made = new Subscription
        {
            Id = ids.Next(),
            OrganisationId = caller.Id,
            Kind = caller.Kind,
            Url = input.Url,
            Events = string.Join(' ', input.Events ?? []),
            Description = input.Description?.Trim(),
            Active = input.Active is false ? 0 : 1,
            Secret = WebhookSignature.NewSecret(),
            NextAt = now,
            CreatedAt = now,
        };
        var (view, refused) = await answers.OnceAsync(http, TakedownJson.Default.SubscriptionView, async s =>
        {
            await s.LockAsync($"subscriptions {caller.Id}");
            // An existing one is this request's own commit whose confirmation was lost.
            if (await store.FindAsync(s, made.Id, caller.Id) is { } done) return (done.View(done.Secret), null);
            if (await SubscriptionStore.CountAsync(s, caller.Id) >= Most)
                return (null, Problems.Conflict(http, "subscription.too-many"));
            var from = FeedCursor.TryParse(input.After, out var given) && input.After is not null ? given
                : new FeedCursor(await SubscriptionStore.LastAsync(s, caller.Id), EventStore.MaxEntries);
            var whole = made with { Tx = from.Event.Tx, Seq = from.Event.Seq, Taken = from.Taken };
            await store.InsertAsync(s, whole);
            await audit.AddAsync(
                s, act with { Object = $"{made.Id}" }, null, whole.View(), TakedownJson.Default.SubscriptionView);
            s.AfterCommit(() => notifier.Notify(ChangeTopic.Subscriptions));
            return (whole.View(made.Secret), null);
        });
        return refused is not null ? refused : TypedResults.Created($"/v1/subscriptions/{view!.Id}", view);
    }

    public async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> ChangeAsync(Guid id, HttpContext http)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SubscriptionInput, validator);
        if (problem is not null) return problem;
        if (input!.After is not null) return Problems.Invalid(http, new InputFault("/after", "field.fixed"));
        var (caller, act) = (http.Caller(), http.Act("subscription.change", id));
        var view = await database.WriteAsync(async s =>
        {
            await s.LockAsync($"subscriptions {caller.Id}");
            if (await store.FindAsync(s, id, caller.Id) is not { } before) return null;
            var after = Changed(before, input, time.GetUtcNow());
            await SubscriptionStore.ChangeAsync(s, after);
            await audit.AddAsync(s, act, before.View(), after.View(), TakedownJson.Default.SubscriptionView);
            s.AfterCommit(() => notifier.Notify(ChangeTopic.Subscriptions));
            return after.View();
        });
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }

    /// <summary>Another address, or one that is made active again, begins without the failures of before.</summary>
    private static Subscription Changed(Subscription before, SubscriptionInput input, DateTimeOffset now)
    {
        var after = before with
        {
            Url = input.Url ?? before.Url,
            Events = input.Events is { } events ? string.Join(' ', events)
                : input.Nulls.Contains("/events") ? "" : before.Events,
            Description = input.Description?.Trim()
                ?? (input.Nulls.Contains("/description") ? null : before.Description),
            Active = input.Active switch { true => 1, false => 0, null => before.Active },
        };
        return after.Url == before.Url && after.Active <= before.Active ? after : after with
        {
            DisabledAt = after.Active == 1 ? null : before.DisabledAt,
            DisabledCode = after.Active == 1 ? null : before.DisabledCode,
            Failures = 0,
            FailingSince = null,
            Code = null,
            NextAt = now,
        };
    }

    public Task<bool> DeleteAsync(Guid id, HttpContext http)
    {
        var (caller, act) = (http.Caller(), http.Act("subscription.retire", id));
        return database.WriteAsync(async s =>
        {
            if (!await SubscriptionStore.DeleteAsync(s, id, caller.Id)) return false;
            await audit.AddAsync(s, act);
            return true;
        });
    }

    /// <summary>A new secret; the former one signs too for a day.</summary>
    public async Task<Results<Created<SecretCreated>, ProblemHttpResult>> RotateAsync(Guid id, HttpContext http)
    {
        var (caller, act) = (http.Caller(), http.Act("subscription-secret.rotate", id));
        // Once: a transaction that runs again finds its own.
        var secret = WebhookSignature.NewSecret();
        var created = new SecretCreated { Secret = secret };
        var (made, problem) = await answers.OnceAsync(http, TakedownJson.Default.SecretCreated, async s =>
        {
            await s.LockAsync($"subscriptions {caller.Id}");
            if (await store.FindAsync(s, id, caller.Id) is not { } found) return (null, Problems.NotFound(http));
            if (found.Secret == secret) return (created, null);
            var now = time.GetUtcNow();
            var former = found.FormerAt(now);
            var next = former.NextAt(now);
            if (next > now) return (null, Problems.TooSoon(http, "webhook.rotated-recently", next - now));
            await store.ChangeSecretsAsync(s, id, secret, former.Add(found.Secret, now).Stored);
            await audit.AddAsync(s, act);
            return (created, null);
        });
        return problem is not null ? problem : TypedResults.Created((string?)null, made);
    }
}
