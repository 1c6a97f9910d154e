using System.Security.Cryptography;
using System.Text;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// The one-time links that platforms hand to the accused, of which only the hash is stored. A link is good for one
/// counter-notice, and before it for one appeal of the account.
/// </summary>
internal static class AccusedLinks
{
    private const string ByHash =
        """
        SELECT hash, notice_id, platform_id, expires_at, used_by, appealed_at FROM counter_notice_links WHERE hash IN 
        """;

    /// <summary>The links of codes under their locks, or the code of the fault.</summary>
    public static async Task<(IReadOnlyList<AccusedLink> Links, string? Fault)> TakeAsync(
        Session s, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        // Locked only where there is such a link, so that one is used once whoever uses it at the same moment.
        var (known, fault) = await ReadAsync(s, codes, now);
        if (fault is "link.unknown") return ([], fault);
        foreach (var notice in known.Select(l => l.NoticeId).Distinct().Order())
            await s.LockAsync($"counter-notice link {notice}");
        return await ReadAsync(s, codes, now);
    }

    /// <summary>The same without locks, to look what they are for.</summary>
    public static async Task<(IReadOnlyList<AccusedLink> Links, string? Fault)> ReadAsync(
        Session s, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        var hashes = codes.Distinct(StringComparer.Ordinal).Select(HashOf).ToList();
        var rows = await s.QueryAsync<AccusedLink>(ByHash + s.InBytes("hashes"), new { hashes = s.Bytes(hashes) });
        return (rows, rows.Count < hashes.Count ? "link.unknown"
            : rows.Any(r => r.UsedBy is not null) ? "link.used"
            : rows.Any(r => r.ExpiresAt < now) ? "link.expired" : null);
    }

    private const string Appeal = "UPDATE counter_notice_links SET appealed_at = @now WHERE hash = @hash";

    /// <summary>The account has appealed with this link; a counter-notice may follow.</summary>
    public static Task AppealAsync(Session s, AccusedLink link, DateTimeOffset now) =>
        s.ExecuteAsync(Appeal, new { now, hash = link.Hash });

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}

/// <summary>A one-time link as stored.</summary>
internal sealed record AccusedLink
{
    public byte[] Hash { get; init; } = [];
    public Guid NoticeId { get; init; }
    public Guid PlatformId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    /// <summary>The counter-notice that used it up.</summary>
    public Guid? UsedBy { get; init; }
    public DateTimeOffset? AppealedAt { get; init; }
}
