using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Notices that were sent as one item to several platforms. The first has the position of the item in its batch; the
/// others have positions far behind the items, so that a result of an item is one row.
/// </summary>
internal static class SameTarget
{
    public const int MaxRespondents = 5;

    /// <summary>The positions of a batch that are items.</summary>
    public const long Items = 1L << 40;

    private const string Word = "same-target";

    private static readonly Table<Member> Table = new("notice_groups",
    [
        new("group_id", ColumnType.Id, m => m.GroupId),
        new("notice_id", ColumnType.Id, m => m.NoticeId),
        new("platform_id", ColumnType.Id, m => m.PlatformId),
        new("claimant_id", ColumnType.Id, m => m.ClaimantId),
    ]);

    /// <summary>The position of a notice of an item.</summary>
    public static long PlaceOf(long index, int place) => index + place * Items;

    /// <summary>The item of a position.</summary>
    public static long IndexOf(long place) => place % Items;

    public static Task AddAsync(Session s, IReadOnlyList<Member> members) => s.InsertAsync(Table, members);

    private const string Siblings =
        """
        SELECT DISTINCT o.notice_id, o.platform_id FROM notice_groups g JOIN notice_groups o ON o.group_id = g.group_id
        WHERE g.notice_id = @notice AND o.notice_id <> @notice AND o.claimant_id = @claimant ORDER BY o.notice_id
        """;

    /// <summary>The others of a notice; null where there are none.</summary>
    public static async Task<IReadOnlyList<NoticeLink>?> OfAsync(Session s, NoticeRow notice)
    {
        var args = new { notice = notice.Id, claimant = notice.ClaimantId };
        var found = await s.QueryAsync<Member>(Siblings, args);
        return found.Count == 0 ? null : [.. found.Select(m => new NoticeLink
        {
            Link = Word,
            NoticeId = m.NoticeId,
            PlatformId = m.PlatformId,
        })];
    }

    public sealed record Member
    {
        public Guid GroupId { get; init; }
        public Guid NoticeId { get; init; }
        public Guid PlatformId { get; init; }
        public Guid ClaimantId { get; init; }
    }
}
