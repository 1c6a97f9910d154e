using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Connectors.Inbox;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>What is pushed at once.</summary>
/// <param name="Platform">The platform with its signing secrets as they are now.</param>
/// <param name="Items">The notices as the platform receives them.</param>
/// <param name="Bytes">Their length as JSON.</param>
internal readonly record struct PushContent(Organisation Platform, IReadOnlyList<InboxItem> Items, long Bytes);

/// <summary>Reads what is pushed, immediately before it is pushed.</summary>
internal sealed class PushContents(
    Database database, OrganisationStore organisations, NoticeDeadlines table, TimeProvider time)
{
    /// <summary>For the fields around the notices.</summary>
    private const int Around = 200;

    private const string Of =
        """
        SELECT c.notice_id AS id, n.delivered_at, n.acknowledge_due, n.act_due, n.supplements, n.reupload_of,
            c.content
        FROM notice_contents c JOIN notices n ON n.id = c.notice_id WHERE c.notice_id IN 
        """;

    public async Task<PushContent> ReadAsync(
        Organisation platform, IReadOnlyList<NoticeRow> notices, RegistrySnapshot registry)
    {
        var (contents, now) = await database.ReadAsync(async s =>
        {
            var rows = await s.QueryAsync<NoticeWithContent>(
                Of + s.In("ids"), new { ids = s.Ids(notices.Select(n => n.Id)) });
            // A rotated secret signs from its next request on, without a new version of the registry.
            return (rows.ToDictionary(r => r.Id), await organisations.FindBareAsync(s, platform.Id));
        });
        var starts = new DeadlineStarts(registry, time.GetUtcNow());
        var items = await InboxStore.WithOthersAsync(
            database, platform.Id, time.GetUtcNow(), [.. notices.Select(n => (
                n with { Supplements = contents[n.Id].Supplements }, Item(n, contents[n.Id], starts)))]);
        return new(
            platform with
            {
                Secret = now!.Secret,
                FormerSecret = now.FormerSecret,
                FormerSecretUntil = now.FormerSecretUntil,
            },
            items, items.Sum(Length) + Around);
    }

    /// <summary>A notice made available has its deadlines; others would have these if they arrived now.</summary>
    private InboxItem Item(NoticeRow notice, NoticeWithContent stored, DeadlineStarts starts) => InboxStore.Item(
        notice with
        {
            DeliveredAt = notice.DeliveredAt ?? time.GetUtcNow(),
            Supplements = stored.Supplements,
            ReuploadOf = stored.ReuploadOf,
        },
        notice.DeliveredAt is null ? starts.Preview(notice, table) : notice.Deadlines,
        StoredJson.ReadNotice(stored.Content));

    private static long Length(InboxItem item) =>
        JsonSerializer.SerializeToUtf8Bytes(item, TakedownJson.Default.InboxItem).Length + 1;
}
