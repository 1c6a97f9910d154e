using Takedown.Core.Notices;
using Takedown.Server.Auditing;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>
/// Ends the posts to an endpoint that said that it is gone, or that has failed for long. The subscription keeps its
/// place: made active again, it continues with what was not accepted. Its owner is told in its feed, and so by its
/// other subscriptions.
/// </summary>
internal sealed class SubscriptionDisabling(
    Database database, AuditLog audit, EventStore events, ILogger<SubscriptionDisabling> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private const string TooLong = "webhook.failing";

    private const string Disable =
        """
        UPDATE subscriptions SET active = 0, disabled_at = @now, disabled_code = @code
        WHERE id = @Id AND active = 1 AND url = @Url
        """;

    /// <param name="failing">The subscription before the attempt.</param>
    /// <param name="code">Code of the failure.</param>
    /// <param name="now">When it failed.</param>
    public async Task ConsiderAsync(Subscription failing, string code, DateTimeOffset now)
    {
        if (!Offer.IsGone(code))
        {
            // What this server alone is to blame for ends nothing.
            if (!Offer.Counts(code) || failing.FailingSince is not { } since || now - since < Patience) return;
            code = TooLong;
        }
        // Of the organisation, so that it finds it in its trail.
        var act = AuditActs.ByServer("subscription.disable", failing.Id) with
        {
            OrganisationId = failing.OrganisationId,
        };
        await database.WriteAsync(async s =>
        {
            if (await s.ExecuteAsync(Disable, new { failing.Id, failing.Url, now, code }) == 0) return;
            await events.AppendAsync(s, [EventOf(failing, code, now)]);
            await audit.AddAsync(s, act, null, $$"""{"reason":"{{code}}"}""");
            s.AfterCommit(() => log.LogWarning(
                "Subscription {Subscription} at {Host} is disabled: {Code}.", failing.Id, new Uri(failing.Url).Host,
                code));
        });
    }

    private static EventRow EventOf(Subscription failing, string code, DateTimeOffset now) => new()
    {
        At = now,
        Kind = EventKind.SubscriptionDisabled,
        ClaimantId = failing.OrganisationId,
        PlatformId = Guid.Empty,
        Entries =
        [
            new EventEntry
            {
                Id = failing.Id,
                Reason = new() { Code = code, Text = $"/v1/subscriptions/{failing.Id}" },
            },
        ],
    };
}
