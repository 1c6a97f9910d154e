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

    public static IEnumerable<IReadOnlyList<NoticeRow>> Of(IReadOnlyList<PreparedNotice> notices)
    {
        foreach (var claimant in notices.GroupBy(n => n.Notice.ClaimantId))
        {
            var (set, bytes) = (new List<NoticeRow>(), 0L);
            foreach (var one in claimant.Where(n => !WebhookAnswer.IsRefusalCode(n.Notice.DeliveryCode)))
            {
                if (set.Count > 0 && (set.Count == MaxNotices || bytes + one.Bytes > MaxBytes))
                {
                    yield return set;
                    (set, bytes) = ([], 0);
                }
                set.Add(one.Notice);
                bytes += one.Bytes;
            }
            if (set.Count > 0) yield return set;
        }
        foreach (var one in notices.Where(n => WebhookAnswer.IsRefusalCode(n.Notice.DeliveryCode)))
            yield return [one.Notice];
    }
}
