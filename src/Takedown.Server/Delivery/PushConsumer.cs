using MassTransit;
using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Pushes notices to platforms. The sequence numbers are assigned and stored before anything is sent, so that a
/// delivery repeated after a crash shows the platform the same notice at the same position. The notices count as
/// delivered once the platform has accepted them.
/// </summary>
internal sealed class PushConsumer(
    Database database, DeliveryRecorder recorder, ConnectorSet connectors, PushContents contents,
    WebhookDisabling disabling, RegistryCache registryCache) : IConsumer<DeliverNotices>
{
    public Task Consume(ConsumeContext<DeliverNotices> context) => recorder.DeferIfUnavailableAsync(async () =>
    {
        var message = context.Message;
        var registry = await registryCache.CurrentAsync(context.CancellationToken);
        if (!registry.Platforms.TryGetValue(message.PlatformId, out var platform)) return;
        // If the platform became a pull inbox while the message was queued, the sweep sends the notices to the inbox.
        if (connectors.PushTo(platform) is not { } connector) return;
        var isOpen = platform.DisabledAt is null;
        foreach (var chunk in message.NoticeIds.Chunk(PushSets.MaxNotices))
        {
            var part = message with { NoticeIds = chunk };
            foreach (var set in PushSets.Of(await PrepareAsync(part)))
                isOpen = await PushAsync(connector, platform, set, registry, isOpen, context.CancellationToken);
        }
        await database.WriteAsync(s => DeliveryRecorder.EndAsync(s, message), CancellationToken.None);
    });

    /// <summary>
    /// Pushes notices of one claimant. Where the platform refuses the content, each half is pushed alone, until the
    /// refused notices stand alone and all others are delivered. To an endpoint that is gone, nothing is pushed.
    /// </summary>
    /// <returns>Whether more may be pushed.</returns>
    private async Task<bool> PushAsync(
        IPushConnector connector, Organisation platform, IReadOnlyList<NoticeRow> notices, RegistrySnapshot registry,
        bool isOpen, CancellationToken cancellation)
    {
        if (!isOpen)
        {
            await recorder.FailAsync(Message(platform, notices), new("webhook.disabled"));
            return false;
        }
        var content = await contents.ReadAsync(platform, notices, registry);
        var isTooLong = notices.Count > 1 && content.Bytes > PushSets.MaxBytes;
        var result = isTooLong ? new(null, IsSplit: true)
            : await connector.PushAsync(content.Platform, content.Items, cancellation);
        if (result.IsSplit && notices.Count > 1)
        {
            var half = notices.Count / 2;
            isOpen = await PushAsync(connector, platform, [.. notices.Take(half)], registry, isOpen, cancellation);
            return await PushAsync(connector, platform, [.. notices.Skip(half)], registry, isOpen, cancellation);
        }
        if (result.Code is { } code)
        {
            await recorder.FailAsync(Message(platform, notices), result);
            if (!Offer.IsGone(code)) return true;
            await disabling.DisableAsync(platform, code);
            return false;
        }
        // Only the pushed notices: other notices of the message may have become pending meanwhile.
        var pushed = Message(platform, notices);
        await database.WriteAsync(
            async s => await recorder.DeliverAsync(
                s, [.. (await recorder.LockPushedAsync(s, pushed)).Select(n => (n, (long?)null))], registry),
            CancellationToken.None);
        return true;
    }

    private static DeliverNotices Message(Organisation platform, IReadOnlyList<NoticeRow> notices) =>
        new() { PlatformId = platform.Id, NoticeIds = [.. notices.Select(n => n.Id)] };

    private async Task<long> TakeAsync(Session s, Guid platformId, int count) =>
        (await (await InboxPositions.LockAsync(s, database.Dialect.ForUpdate, [platformId]))
            .TakeAsync(s, [new(platformId, count)]))[platformId];

    private static readonly Table<NoticeRow> Seqs = new("notices",
    [
        new("id", ColumnType.Id, n => n.Id, Key: true),
        new("seq", ColumnType.Number, n => n.Seq),
    ]);

    private static readonly Table<NoticeRow> Pushing = new("pushing",
    [
        new("notice_id", ColumnType.Id, n => n.Id),
        new("platform_id", ColumnType.Id, n => n.PlatformId),
        new("seq", ColumnType.Number, n => n.Seq),
    ]);

    private const string LengthOf =
        "SELECT notice_id AS id, octet_length(content) AS bytes FROM notice_contents WHERE notice_id IN ";

    private sealed record LengthRow
    {
        public Guid Id { get; init; }
        public long Bytes { get; init; }
    }

    /// <summary>Locks what is still to be pushed and gives it positions in the inbox.</summary>
    private Task<List<PreparedNotice>> PrepareAsync(DeliverNotices message) =>
        database.WriteAsync(async s =>
        {
            var pending = await recorder.LockPushedAsync(s, message);
            var fresh = pending.Count(n => n.Seq is null);
            var next = fresh == 0 ? 0 : await TakeAsync(s, message.PlatformId, fresh);
            var placed = pending.Select(n => n.Seq is null ? n with { Seq = next++ } : n).ToList();
            List<NoticeRow> first = [.. placed.Where((_, i) => pending[i].Seq is null)];
            await s.ChangeAsync(Seqs, first);
            await s.InsertAsync(Pushing, first);
            var lengths = (await s.QueryAsync<LengthRow>(
                LengthOf + s.In("ids"), new { ids = s.Ids(placed.Select(n => n.Id)) }))
                .ToDictionary(n => n.Id, n => n.Bytes);
            return placed.Select(n => new PreparedNotice(n, lengths[n.Id])).ToList();
        });
}
