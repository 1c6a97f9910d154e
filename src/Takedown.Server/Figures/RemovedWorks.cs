using System.Buffers.Binary;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Notices;
using Takedown.Storage;

namespace Takedown.Server.Figures;

/// <summary>A removal of a work of an account.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="ClaimantId">The claimant of the notice.</param>
/// <param name="Work">The work of the account.</param>
/// <param name="NoticeId">The notice, whose id says when it was accepted.</param>
/// <param name="At">When it was removed.</param>
internal sealed record RemovedWork(Guid PlatformId, Guid? ClaimantId, long Work, Guid NoticeId, DateTimeOffset At);

/// <summary>
/// Finds works that an account had again after their removal. A notice that was accepted after the last removal of the
/// same work of the same account is about a re-upload; one accepted before it is about another copy. The removals are
/// stored when they are counted, within about a second.
/// </summary>
internal static class RemovedWorks
{
    private static readonly Table<Removal> Table = new("removed_works",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("work", ColumnType.Number, r => r.Work),
        new("removed_at", ColumnType.Number, r => r.RemovedAt),
        new("notice_id", ColumnType.Id, r => r.NoticeId),
    ]);

    private const string Later =
        """
        (work, platform_id) DO UPDATE SET removed_at = excluded.removed_at, notice_id = excluded.notice_id
        """;

    /// <summary>Stores removals, in their order.</summary>
    /// <returns>Those of what had been removed before.</returns>
    public static async Task<IReadOnlyList<RemovedWork>> AgainAsync(Session s, IReadOnlyList<RemovedWork> removed)
    {
        if (removed.Count == 0) return [];
        var known = (await s.QueryAsync<Removal>(
            $"SELECT platform_id, work, removed_at, notice_id FROM removed_works "
                + $"WHERE platform_id IN {s.In("platforms")} AND work IN {s.InNumbers("works")}",
            new
            {
                platforms = s.Ids(removed.Select(r => r.PlatformId).Distinct()),
                works = s.Numbers(removed.Select(r => r.Work).Distinct()),
            })).ToDictionary(r => (r.PlatformId, r.Work));
        var again = new List<RemovedWork>();
        var changed = new HashSet<(Guid, long)>();
        foreach (var one in removed)
        {
            var key = (one.PlatformId, one.Work);
            if (known.TryGetValue(key, out var before) && AcceptedAt(one.NoticeId) > before.RemovedAt) again.Add(one);
            known[key] = new()
            {
                PlatformId = one.PlatformId,
                Work = one.Work,
                RemovedAt = one.At.ToUnixTimeMilliseconds(),
                NoticeId = one.NoticeId,
            };
            changed.Add(key);
        }
        await s.InsertAsync(Table, [.. changed.Select(k => known[k])], Later);
        return again;
    }

    /// <summary>More platforms than this with the same work of accounts of the same id are not looked at.</summary>
    private const int MostPlatforms = 100;

    private static string Found(Session s) => s.ForEach(
        // Without any removal nothing is looked up.
        $"SELECT n.value FROM {s.InNumbers("numbers")} n WHERE EXISTS (SELECT 1 FROM removed_works)", "notices",
        "SELECT r.notice_id AS id FROM removed_works r WHERE r.work = k.value AND r.removed_at >= @from "
            + $"AND r.notice_id IS NOT NULL ORDER BY r.platform_id LIMIT {MostPlatforms}");

    /// <summary>The notices whose removal makes these works re-uploads, on any platform.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="works">Works of accounts.</param>
    /// <param name="now">The time of the new notices.</param>
    /// <returns>A list that is filled by the next awaited statement.</returns>
    public static Task<IReadOnlyList<Guid>> FindAsync(Session s, IReadOnlyCollection<long> works, DateTimeOffset now) =>
        works.Count == 0 ? Task.FromResult<IReadOnlyList<Guid>>([])
            : s.FindDeferredAsync(Found(s), works, (now - ReuploadRules.Watch).ToUnixTimeMilliseconds());

    private const string Standing =
        "SELECT id, claimant_id, platform_id, state, measure, mark, account_id FROM notices WHERE id IN ";

    /// <summary>Those of these notices whose measure stands, by platform and work of the account.</summary>
    public static async Task<Dictionary<(Guid PlatformId, long Work), StandingRemoval>> StandingAsync(
        Session s, IReadOnlyCollection<Guid> notices)
    {
        var found = new Dictionary<(Guid, long), StandingRemoval>();
        foreach (var one in await s.QueryAsync<StandingRemoval>(Standing + s.In("ids"), new { ids = s.Ids(notices) }))
        {
            if (ReuploadRules.Stands(one.State, one.Measure) && one is { Mark: { } mark, AccountId: { } account })
                found[(one.PlatformId, WorkMark.Uploaded(mark, account))] = one;
        }
        return found;
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
        /// <summary>Null before it was stored.</summary>
        public Guid? NoticeId { get; init; }
    }
}

/// <summary>A removed notice.</summary>
internal sealed record StandingRemoval
{
    public Guid Id { get; init; }
    public Guid ClaimantId { get; init; }
    public Guid PlatformId { get; init; }
    public NoticeState State { get; init; }
    public Measure? Measure { get; init; }
    public long? Mark { get; init; }
    public string? AccountId { get; init; }
}
