using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Ends the posts to a webhook that answered 410, and says so in the platform's feed. What waits for it is made
/// available in the pull inbox at once and is pushed again when the operator changes the connector.
/// </summary>
internal sealed class WebhookDisabling(
    Database database, EventStore events, AuditLog audit, ChangeNotifier notifier, TimeProvider time,
    ILogger<WebhookDisabling> log)
{
    public async Task DisableAsync(Organisation platform, string reason)
    {
        var act = AuditActs.ByServer("webhook.disable", platform.Id);
        await database.WriteAsync(s => DisableAsync(s, platform, reason, act));
    }

    private async Task DisableAsync(Session s, Organisation platform, string reason, AuditAct act)
    {
        var now = time.GetUtcNow();
        if (!await OrganisationStore.DisableAsync(s, platform, now, reason)) return;
        await OfferStore.HastenAsync(s, platform.Id, now);
        await OutboxStore.ParkAsync(s, platform.Id);
        await events.AppendAsync(s, [EventOf(platform.Id, now, reason)]);
        await audit.AddAsync(s, act, null, $$"""{"reason":"{{reason}}"}""");
        s.AfterCommit(() =>
        {
            log.LogWarning(
                "The webhook of platform {Platform} at {Host} answered 410 and is disabled. PATCH its connector to "
                + "enable it.", platform.Id, new Uri(platform.ConnectorUrl!).Host);
            notifier.Notify(ChangeTopic.Registry);
        });
    }

    private static EventRow EventOf(Guid platformId, DateTimeOffset now, string reason) => new()
    {
        At = now,
        Kind = EventKind.EndpointDisabled,
        PlatformId = platformId,
        Entries = [new() { Id = platformId, Reason = new() { Code = reason } }],
    };
}
