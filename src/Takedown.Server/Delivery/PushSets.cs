using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Notices;

namespace Takedown.Server.Delivery;

/// <summary>A notice to be pushed, with the length of what is stored of it.</summary>
internal readonly record struct PreparedNotice(NoticeRow Notice, long Bytes);

/// <summary>
/// Divides notices into pushes. A push has notices of one claimant only, so that nobody's notices keep another's from
/// arriving, and ends at a number and at a size. What the platform refused before goes alone.
/// </summary>
internal static class PushSets
{
    public const int MaxNotices = 100;

    /// <summary>The length of a push, less than what receivers commonly take (1 MB).</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>
    /// Failures that were no try of the notice itself. Such a notice goes before those that failed by themselves, so
    /// that they do not open the circuit in front of it again.
    /// </summary>
    private static readonly string?[] Untried =
        [null, "webhook.circuit-open", "webhook.retry-after", "webhook.disabled"];

    public static IReadOnlyList<IReadOnlyList<NoticeRow>> Of(IReadOnlyList<PreparedNotice> notices) =>
        [.. notices.GroupBy(n => n.Notice.ClaimantId).SelectMany(ByClaimant)
            .OrderBy(set => set.All(n => Untried.Contains(n.DeliveryCode)) ? 0
                : WebhookAnswer.IsRefusalCode(set[0].DeliveryCode) ? 2 : 1)];

    private static IEnumerable<IReadOnlyList<NoticeRow>> ByClaimant(IEnumerable<PreparedNotice> notices)
    {
        var (set, bytes) = (new List<NoticeRow>(), 0L);
        foreach (var (notice, length) in notices)
        {
            if (WebhookAnswer.IsRefusalCode(notice.DeliveryCode))
            {
                yield return [notice];
                continue;
            }
            if (set.Count > 0 && (set.Count == MaxNotices || bytes + length > MaxBytes))
            {
                yield return set;
                (set, bytes) = ([], 0);
            }
            set.Add(notice);
            bytes += length;
        }
        if (set.Count > 0) yield return set;
    }
}
