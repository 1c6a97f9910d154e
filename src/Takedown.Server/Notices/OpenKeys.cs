using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// The keys by which a repeated claim is recognised, computed from what was sent. An answered notice has released its
/// key; one that is disputed or counter-noticed takes it again.
/// </summary>
internal static class OpenKeys
{
    private const string Sent =
        """
        SELECT n.id, n.claimant_id, n.platform_id, n.target, c.content
        FROM notices n JOIN notice_contents c ON c.notice_id = n.id WHERE n.id IN 
        """;

    public static async Task<Dictionary<Guid, byte[]>> OfAsync(Session s, IReadOnlyCollection<Guid> ids) =>
        (await ClaimsAsync(s, ids)).ToDictionary(c => c.Id, c => c.Key);

    /// <summary>Notices with their targets and keys, whatever their state.</summary>
    public static async Task<IReadOnlyList<SentClaim>> ClaimsAsync(Session s, IReadOnlyCollection<Guid> ids) =>
        [.. (await s.QueryAsync<SentNotice>(Sent + s.In("ids"), new { ids = s.Ids(ids) })).Select(n =>
        {
            var content = StoredJson.ReadNotice(n.Content);
            return new SentClaim(
                n.Id, n.ClaimantId, n.PlatformId, TargetOf(content, n.Target),
                Of(n.ClaimantId, n.PlatformId, content, n.Target));
        })];

    /// <param name="claimantId">The claimant.</param>
    /// <param name="platformId">The platform.</param>
    /// <param name="content">What was sent.</param>
    /// <param name="target">The target as stored; kept where the URL would be refused today.</param>
    public static byte[] Of(Guid claimantId, Guid platformId, NoticeInput content, string target) =>
        DuplicateKey.Of(
            claimantId, platformId, TargetOf(content, target), DuplicateKey.WorkIdentity(content.Work));

    private static string TargetOf(NoticeInput content, string stored)
    {
        if (content.Target is not { } target) return stored;
        if (target.Url is null) return TargetIdentity.Of(target, null);
        return CanonicalUrl.Parse(target.Url, out var url, allowAddress: true) is UrlFault.None
            ? TargetIdentity.Of(target, url) : stored;
    }

    private const string Holder = "SELECT notice_id, barred FROM open_notices WHERE open_key = @key";

    /// <summary>The open notice with a key, or the one that bars another; null if the key is free.</summary>
    public static Task<KeyHolder?> HolderAsync(Session s, byte[] key) => s.FirstAsync<KeyHolder>(Holder, new { key });

    /// <summary>Who has a key.</summary>
    public sealed record KeyHolder
    {
        public Guid NoticeId { get; init; }
        /// <summary>Whether a second notice for the same material is barred (条例 17).</summary>
        public bool Barred { get; init; }
    }

    private sealed record SentNotice
    {
        public Guid Id { get; init; }
        public Guid ClaimantId { get; init; }
        public Guid PlatformId { get; init; }
        public string Target { get; init; } = "";
        public string Content { get; init; } = "";
    }
}

/// <summary>What a notice claims.</summary>
/// <param name="Id">The notice.</param>
/// <param name="ClaimantId">Its claimant.</param>
/// <param name="PlatformId">Its platform.</param>
/// <param name="Target">Identity of its target.</param>
/// <param name="Key">Its open key, which it has while it is open.</param>
internal sealed record SentClaim(Guid Id, Guid ClaimantId, Guid PlatformId, string Target, byte[] Key);
