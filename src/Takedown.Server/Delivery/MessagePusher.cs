using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Pushes the messages of platforms, each platform by itself, in the order of their events. A failure is tried again
/// with the pauses of notices, for thirty days; the feeds have everything in any case.
/// </summary>
internal sealed class MessagePusher(
    MessageStore store, IEnumerable<MessageKind> kinds, ConnectorSet connectors, RegistryCache registryCache,
    OrganisationStore organisations, WebhookDisabling disabling, Database database, TimeProvider time,
    ILogger<MessagePusher> log)
{
    /// <summary>Longer than the tries of one message; another process takes it up if this one dies.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Notices.EventKind, MessageKind> byKind = kinds.ToDictionary(k => k.Kind);
    private readonly Lanes lanes = new(database, log);

    /// <summary>Starts pushing what is due.</summary>
    public async Task StartAsync(CancellationToken stop) =>
        lanes.Start(await store.PlatformsAsync(time.GetUtcNow()), PushSomeAsync, stop);

    public ClockFollower ClockFollower => lanes.FollowerOf(StartAsync);

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> PushSomeAsync(Guid platformId, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var claimed = await store.ClaimAsync(platformId, now, now + Lease);
        if (claimed.Count == 0) return false;
        var registry = await registryCache.CurrentAsync(stop);
        // A rotated secret signs from its next request on, without a new version of the registry.
        var platform = await database.ReadAsync(s => organisations.FindBareAsync(s, platformId), stop);
        if (platform is null || !registry.Platforms.ContainsKey(platformId)
            || connectors.PushTo(platform) is not { } connector)
        {
            // The platform reads its feed now.
            await EndAsync(claimed);
            return true;
        }
        if (platform.DisabledAt is not null) return await HoldAsync(claimed, "webhook.disabled", now + Offer.Pause(0));
        var contents = await ReadAsync(claimed, now);
        for (var i = 0; i < claimed.Count; i++)
        {
            var (message, content) = (claimed[i], contents[claimed[i].Id]);
            if (content.Waits) await HoldAsync([message], MessageStore.Waiting, now + WaitFor);
            else if (content.Data is null) await EndAsync([message]);
            else
            {
                var result = await connector.PushAsync(
                    platform, new PushMessage(message.Id, byKind[message.Kind].Type, content.Data), stop);
                if (result.Code is null) await EndAsync([message]);
                else if (await FailAsync(platform, message, result) && !result.IsSplit)
                    return await HoldAsync([.. claimed.Skip(i + 1)], result.Code, NextOf(message, result));
            }
        }
        return true;
    }

    private async Task<Dictionary<Guid, MessageContent>> ReadAsync(
        IReadOnlyList<PlatformMessage> messages, DateTimeOffset now)
    {
        var contents = new Dictionary<Guid, MessageContent>();
        await database.ReadAsync(async s =>
        {
            foreach (var same in messages.GroupBy(m => m.Kind))
            {
                List<PlatformMessage> set = [.. same];
                var read = await byKind[same.Key].Read(s, set, now);
                for (var i = 0; i < set.Count; i++) contents[set[i].Id] = read[i];
            }
            return contents.Count;
        });
        return contents;
    }

    private Task EndAsync(IReadOnlyList<PlatformMessage> messages) =>
        database.WriteAsync(s => MessageStore.DeleteAsync(s, [.. messages.Select(m => m.Id)]));

    private async Task<bool> HoldAsync(IReadOnlyList<PlatformMessage> messages, string code, DateTimeOffset next)
    {
        if (messages.Count > 0)
        {
            await database.WriteAsync(s => MessageStore.PutBackAsync(
                s, messages.Select(m => m with { NextAt = next, Code = code })));
        }
        return false;
    }

    private DateTimeOffset NextOf(PlatformMessage message, PushResult result) =>
        result.NotBefore ?? time.GetUtcNow() + Offer.Pause(message.Failures);

    /// <returns>True: the failure concerns what comes after it as well, unless the content was refused.</returns>
    private async Task<bool> FailAsync(Organisation platform, PlatformMessage message, PushResult result)
    {
        var now = time.GetUtcNow();
        if (now - message.At > Patience)
        {
            log.LogWarning(
                "A message of {At} to platform {Platform} was given up after thirty days: {Code}.",
                message.At, platform.Id, result.Code);
            await EndAsync([message]);
        }
        else
        {
            var next = message with
            {
                Failures = message.Failures + 1,
                Code = result.Code,
                NextAt = NextOf(message, result),
            };
            await database.WriteAsync(s => MessageStore.PutBackAsync(s, [next]));
        }
        if (Offer.IsGone(result.Code!)) await disabling.DisableAsync(platform, result.Code!);
        return true;
    }
}

/// <summary>Starts the pushes of messages when there are new ones, and of those whose pause is over.</summary>
internal sealed class MessageLoop(
    MessagePusher pusher, ChangeNotifier notifier, DatabaseStartup opening, ILogger<MessageLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(2), opening, log)
{
    private Task change = Task.CompletedTask;

    protected override Task RunOnceAsync(CancellationToken stop)
    {
        change = notifier.Next(ChangeTopic.Messages);
        return pusher.StartAsync(stop);
    }

    protected override Task WaitForNextAsync(CancellationToken stop) =>
        Task.WhenAny(change, base.WaitForNextAsync(stop));
}
