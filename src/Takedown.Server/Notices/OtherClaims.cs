using Takedown.Core.Notices;
using Takedown.Core.Targets;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Open notices of other claimants about the same target of a platform. Their open keys begin with the target, so that
/// they lie side by side in the index that recognises duplicates, and intake and answers write no other.
/// </summary>
internal static class OtherClaims
{
    /// <summary>Open notices about one target that are counted, and that one answer settles.</summary>
    private const int MostCounted = 100, MostSettled = 1000;

    /// <summary>Open notices that are looked at for a page, and for the answers of a request.</summary>
    private const int Most = 10_000;

    private static string About(Session s, int each) => s.ForEach(
        $"SELECT t.value FROM {s.InBytes("targets")} t", "notices",
        $"""
        SELECT o.notice_id AS id FROM open_notices o
        WHERE o.open_key >= substr(k.value, 1, {DuplicateKey.TargetLength})
            AND o.open_key <= substr(k.value, {DuplicateKey.Length + 1}, {DuplicateKey.Length})
            AND o.open_key <> substr(k.value, 1, {DuplicateKey.Length})
        ORDER BY o.open_key LIMIT {each}
        """) + $" LIMIT {Most + 1}";

    /// <summary>The other open notices about the targets of these keys, one key for each target.</summary>
    private static Task<IReadOnlyList<Guid>> AboutAsync(Session s, IEnumerable<byte[]> keys, int each) =>
        s.QueryAsync<Guid>(About(s, each), new
        {
            targets = s.Bytes(keys.DistinctBy(k => DuplicateKey.TargetOf(k)).Select(DuplicateKey.WithLast)),
        });

    private const string Rows =
        "SELECT id, claimant_id, platform_id, state, delivered_at, open_key FROM notices WHERE id IN ";

    /// <summary>How many other claimants wait for the platform about the target of each of its open notices.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="platformId">The platform.</param>
    /// <param name="notices">Notices of the platform.</param>
    /// <returns>Only the notices with others.</returns>
    public static async Task<IReadOnlyDictionary<Guid, int>> CountAsync(
        Session s, Guid platformId, IReadOnlyList<NoticeRow> notices)
    {
        var counts = new Dictionary<Guid, int>();
        List<NoticeRow> open = [.. notices.Where(n => n.OpenKey is not null)];
        if (open.Count == 0) return counts;
        var ids = await AboutAsync(s, open.Select(n => n.OpenKey!), MostCounted);
        if (ids.Count == 0) return counts;
        // One of each target was not looked for.
        ids = [.. ids.Union(open.Select(n => n.Id))];
        var claimants = (await s.QueryAsync<NoticeRow>(Rows + s.In("ids"), new { ids = s.Ids(ids) }))
            .Where(n => n is { OpenKey: not null, DeliveredAt: not null } && n.PlatformId == platformId
                && SettlingRules.Waits(n.State))
            .ToLookup(n => DuplicateKey.TargetOf(n.OpenKey), n => n.ClaimantId);
        foreach (var notice in open)
        {
            var others = claimants[DuplicateKey.TargetOf(notice.OpenKey)].Where(c => c != notice.ClaimantId)
                .Distinct().Count();
            if (others > 0) counts[notice.Id] = others;
        }
        return counts;
    }

    /// <summary>The open notices of other claimants about the targets of these notices of a platform.</summary>
    /// <returns>By notice; null if too many would be looked at.</returns>
    public static async Task<ILookup<Guid, Guid>?> OfAsync(
        Session s, Guid platformId, IReadOnlyCollection<Guid> notices)
    {
        var named = (await OpenKeys.ClaimsAsync(s, notices)).Where(c => c.PlatformId == platformId).ToList();
        var ids = named.Count == 0 ? [] : await AboutAsync(s, named.Select(c => c.Key), MostSettled);
        if (ids.Count > Most) return null;
        // Two targets may share the bytes of their keys; somebody may have made one for it.
        var claims = (await OpenKeys.ClaimsAsync(s, ids)).Where(c => c.PlatformId == platformId)
            .ToLookup(c => c.Target);
        return named.SelectMany(
                n => claims[n.Target].Where(c => c.ClaimantId != n.ClaimantId), (n, c) => (n.Id, Other: c.Id))
            .ToLookup(pair => pair.Id, pair => pair.Other);
    }
}
