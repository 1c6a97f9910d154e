using Takedown.Core.NeverTouch;
using Takedown.Core.Targets;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Confirmations;

/// <summary>
/// Waiting notices whose target the claimant has put on its list of what is never claimed since it submitted them. The
/// list is read in the transaction of the confirmation.
/// </summary>
internal static class NeverTouched
{
    public const string Code = "target.never-touch";

    private const string Contents = "SELECT notice_id AS id, content FROM notice_contents WHERE notice_id IN ";

    /// <returns>The entry that covers a notice, by notice.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        Session s, Guid claimant, IReadOnlyCollection<NoticeRow> notices, DateTimeOffset now)
    {
        var found = new Dictionary<Guid, string>();
        if (notices.Count == 0 || await NeverTouchStore.FindAsync(s, claimant) is not { Entries.Count: > 0 } list)
            return found;
        var set = new NeverTouchSet(list.Entries);
        var platforms = notices.ToDictionary(n => n.Id, n => n.PlatformId);
        var rows = await s.QueryAsync<NoticeWithContent>(
            Contents + s.In("ids"), new { ids = s.Ids(platforms.Keys) });
        foreach (var row in rows)
        {
            if (StoredJson.ReadNotice(row.Content).Target is not { } target) continue;
            var url = target.Url is { } text
                && CanonicalUrl.Parse(text, out var parsed, allowAddress: true) is UrlFault.None ? parsed : null;
            if (set.Find(target, url, platforms[row.Id], DateOnly.FromDateTime(now.UtcDateTime)) is { } entry)
                found[row.Id] = entry.Host ?? entry.Url ?? entry.Account!;
        }
        return found;
    }
}
