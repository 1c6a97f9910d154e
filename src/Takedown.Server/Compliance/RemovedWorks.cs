using System.Buffers.Binary;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>
/// Finds works that an account had again after their removal. A notice that was accepted after the last removal of the
/// same work of the same account is about a re-upload; one accepted before it is about another copy.
/// </summary>
internal static class RemovedWorks
{
    private static readonly Table<Removal> Table = new("removed_works",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("work", ColumnType.Number, r => r.Work),
        new("removed_at", ColumnType.Number, r => r.RemovedAt),
    ]);

    private const string Later = "(platform_id, work) DO UPDATE SET removed_at = excluded.removed_at";

    /// <summary>Stores removals, in their order.</summary>
    /// <returns>Those of what had been removed before.</returns>
    public static async Task<IReadOnlyList<RemovedWork>> AgainAsync(Session s, IReadOnlyList<RemovedWork> removed)
    {
        if (removed.Count == 0) return [];
        var known = (await s.QueryAsync<Removal>(
            $"SELECT platform_id, work, removed_at FROM removed_works WHERE platform_id IN {s.In("platforms")} "
                + $"AND work IN {s.InNumbers("works")}",
            new
            {
                platforms = s.Ids(removed.Select(r => r.PlatformId).Distinct()),
                works = s.Numbers(removed.Select(r => r.Work).Distinct()),
            })).ToDictionary(r => (r.PlatformId, r.Work), r => r.RemovedAt);
        var again = new List<RemovedWork>();
        var changed = new HashSet<(Guid, long)>();
        foreach (var one in removed)
        {
            var key = (one.PlatformId, one.Work);
            if (known.TryGetValue(key, out var before) && AcceptedAt(one.NoticeId) > before) again.Add(one);
            known[key] = one.At.ToUnixTimeMilliseconds();
            changed.Add(key);
        }
        await s.InsertAsync(
            Table,
            [.. changed.Select(k => new Removal { PlatformId = k.Item1, Work = k.Item2, RemovedAt = known[k] })],
            Later);
        return again;
    }

    /// <summary>Ids are UUIDv7: the first 48 bits are the milliseconds of the acceptance.</summary>
    private static long AcceptedAt(Guid notice)
    {
        Span<byte> bytes = stackalloc byte[16];
        notice.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }

    private sealed record Removal
    {
        public Guid PlatformId { get; init; }
        public long Work { get; init; }
        public long RemovedAt { get; init; }
    }
}
