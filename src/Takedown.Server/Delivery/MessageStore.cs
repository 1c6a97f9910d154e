using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// The table <c>platform_messages</c>: what pushed platforms are still to be told. Rows are written with their event.
/// </summary>
internal sealed class MessageStore(IEnumerable<MessageKind> kinds, Database database, ChangeNotifier notifier, Ids ids)
{
    /// <summary>Messages of a platform that are looked at together.</summary>
    private const int Take = 200;

    private static readonly Table<PlatformMessage> Table = new("platform_messages",
    [
        new("id", ColumnType.Id, m => m.Id, Key: true),
        new("platform_id", ColumnType.Id, m => m.PlatformId),
        new("kind", ColumnType.Number, m => m.Kind),
        new("subject_id", ColumnType.Id, m => m.SubjectId),
        new("at", ColumnType.Instant, m => m.At),
        new("facts", ColumnType.Text, m => m.Facts),
        new("next_at", ColumnType.Instant, m => m.NextAt),
        new("failures", ColumnType.Number, m => m.Failures),
        new("code", ColumnType.Text, m => m.Code),
    ]);

    private static readonly Table<Guid> Keys =
        new("platform_messages", [new("id", ColumnType.Id, id => id, Key: true)]);

    private readonly HashSet<EventKind> told = [.. kinds.Select(k => k.Kind)];

    private static readonly string PushedPlatforms =
        $"SELECT id FROM organisations WHERE connector <> {ConnectorKind.Inbox:D} AND id IN ";

    private sealed record IdRow
    {
        public Guid Id { get; init; }
    }

    /// <summary>Writes the messages of events, in the transaction of the events.</summary>
    public async Task FollowAsync(Session s, IReadOnlyList<EventRow> events)
    {
        var rows = events.Where(e => told.Contains(e.Kind)).ToList();
        if (rows.Count == 0) return;
        var pushed = (await s.QueryAsync<IdRow>(
            PushedPlatforms + s.In("ids"), new { ids = s.Ids(rows.Select(r => r.PlatformId).Distinct()) }))
            .Select(row => row.Id).ToHashSet();
        List<PlatformMessage> messages = [.. rows.Where(r => pushed.Contains(r.PlatformId)).SelectMany(r =>
            r.Entries.Select(entry => new PlatformMessage
            {
                Id = ids.Next(),
                PlatformId = r.PlatformId,
                Kind = r.Kind,
                SubjectId = entry.Id,
                At = r.At,
                Facts = JsonSerializer.Serialize(entry, StoredJson.Default.EventEntry),
                NextAt = r.At,
            }))];
        if (messages.Count == 0) return;
        await s.InsertAsync(Table, messages);
        s.AfterCommit(() => notifier.Notify(ChangeTopic.Messages));
    }

    private const string DuePlatforms =
        "SELECT DISTINCT platform_id AS id FROM platform_messages WHERE next_at <= @now";

    public async Task<IReadOnlyList<Guid>> PlatformsAsync(DateTimeOffset now) =>
        [.. (await database.ReadAsync(s => s.QueryAsync<IdRow>(DuePlatforms, new { now }))).Select(row => row.Id)];

    private const string OfPlatform =
        """
        SELECT id, platform_id, kind, subject_id, at, facts, next_at, failures, code FROM platform_messages
        WHERE platform_id = @platformId ORDER BY id LIMIT @take
        """;

    /// <summary>
    /// Takes the due messages of a platform until <paramref name="until"/>, oldest first. What waits because the
    /// endpoint fails, or is pushed by another process, holds what comes after it; what was refused by itself, or waits
    /// for its notice, does not.
    /// </summary>
    public Task<IReadOnlyList<PlatformMessage>> ClaimAsync(Guid platformId, DateTimeOffset now, DateTimeOffset until) =>
        database.WriteAsync<IReadOnlyList<PlatformMessage>>(async s =>
        {
            var rows = await s.QueryAsync<PlatformMessage>(
                $"{OfPlatform} {database.Dialect.SkipLocked}", new { platformId, take = Take });
            List<PlatformMessage> claimed = [.. rows.TakeWhile(m => m.NextAt <= now || StandsAlone(m))
                .Where(m => m.NextAt <= now)];
            await PutBackAsync(s, claimed.Select(m => m with { NextAt = until, Code = Claimed }));
            return claimed;
        });

    /// <summary>Code of a message that a process is pushing.</summary>
    private const string Claimed = "claimed";

    /// <summary>Code of a message that waits for something else to arrive first.</summary>
    public const string Waiting = "waiting";

    private static bool StandsAlone(PlatformMessage message) =>
        message.Code == Waiting || Connectors.Webhook.WebhookAnswer.IsRefusalCode(message.Code);

    public static Task PutBackAsync(Session s, IEnumerable<PlatformMessage> messages) =>
        s.UpdateAsync(Table, [.. messages]);

    public static Task DeleteAsync(Session s, IReadOnlyList<Guid> messages) => s.DeleteAsync(Keys, messages);
}
