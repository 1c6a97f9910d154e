using MassTransit;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Inbox;
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
    Database database, DeliveryRecorder recorder, ConnectorSet connectors, RegistryCache registryCache,
    NoticeDeadlines table, TimeProvider time) : IConsumer<DeliverNotices>
{
    private const int MaxNotices = 100;

    public Task Consume(ConsumeContext<DeliverNotices> context) => recorder.DeferIfUnavailableAsync(async () =>
    {
        var message = context.Message;
        var registry = await registryCache.CurrentAsync(context.CancellationToken);
        if (!registry.Platforms.TryGetValue(message.PlatformId, out var platform)) return;
        // If the platform became a pull inbox while the message was queued, the sweep sends the notices to the inbox.
        if (connectors.PushTo(platform) is not { } connector) return;
        foreach (var chunk in message.NoticeIds.Chunk(MaxNotices))
        {
            await PushAsync(
                connector, platform, message with { NoticeIds = chunk }, registry, context.CancellationToken);
        }
        await database.WriteAsync(s => DeliveryRecorder.EndAsync(s, message), CancellationToken.None);
    });

    private async Task PushAsync(
        IPushConnector connector, Organisation platform, DeliverNotices message, RegistrySnapshot registry,
        CancellationToken cancellation)
    {
        var items = await PrepareAsync(message, registry);
        if (items.Count == 0) return;
        var code = await connector.PushAsync(platform, items, cancellation);
        // Only the pushed notices: other notices of the message may have become pending meanwhile.
        message = message with { NoticeIds = [.. items.Select(i => i.NoticeId)] };
        if (code is not null)
        {
            await recorder.FailAsync(message, code);
            return;
        }
        await database.WriteAsync(
            async s => await recorder.DeliverAsync(
                s, [.. (await recorder.LockPendingAsync(s, message)).Select(n => (n, (long?)null))], registry),
            CancellationToken.None);
    }

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

    private const string ContentOf = "SELECT notice_id AS id, content FROM notice_contents WHERE notice_id IN ";

    private Task<List<InboxItem>> PrepareAsync(DeliverNotices message, RegistrySnapshot registry) =>
        database.WriteAsync(async s =>
        {
            var pending = await recorder.LockPendingAsync(s, message);
            var fresh = pending.Count(n => n.Seq is null);
            var next = fresh == 0 ? 0 : await TakeAsync(s, message.PlatformId, fresh);
            var placed = pending.Select(n => n.Seq is null ? n with { Seq = next++ } : n).ToList();
            List<NoticeRow> first = [.. placed.Where((_, i) => pending[i].Seq is null)];
            await s.ChangeAsync(Seqs, first);
            await s.InsertAsync(Pushing, first);
            var contents = (await s.QueryAsync<NoticeWithContent>(
                ContentOf + s.In("ids"), new { ids = s.Ids(placed.Select(n => n.Id)) }))
                .ToDictionary(n => n.Id, n => StoredJson.ReadNotice(n.Content));
            var now = time.GetUtcNow();
            var starts = new DeadlineStarts(registry, now);
            return placed.Select(
                n => InboxStore.Item(n with { DeliveredAt = now }, starts.Preview(n, table), contents[n.Id])).ToList();
        });
}
