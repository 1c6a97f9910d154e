using Takedown.Server.Limits;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>What of refused items a claimant may still store today.</summary>
internal static class RefusedRoom
{
    /// <summary>Drops the texts of refused items beyond the bytes that their claimant may still store today.</summary>
    /// <returns>The items, and the bytes to be counted by claimant, in the order in which they are locked.</returns>
    public static async Task<(IReadOnlyList<RefusedItem>, SortedDictionary<Guid, long>)> WithinAsync(
        Session s, RefusedBytes refusedBytes, IReadOnlyList<RefusedItem> refused)
    {
        var added = new SortedDictionary<Guid, long>();
        if (!refused.Any(r => r.Bytes > 0)) return (refused, added);
        var kept = new List<RefusedItem>(refused.Count);
        var left = new Dictionary<Guid, long>();
        foreach (var item in refused)
        {
            var claimant = item.Batch.ClaimantId;
            if (!left.ContainsKey(claimant)) left[claimant] = await refusedBytes.LeftAsync(s, claimant);
            var stored = item.Bytes <= left[claimant] ? item : item with { KeepsText = false };
            kept.Add(stored);
            if (stored.Bytes == 0) continue;
            left[claimant] -= stored.Bytes;
            added[claimant] = added.GetValueOrDefault(claimant) + stored.Bytes;
        }
        return (kept, added);
    }
}
