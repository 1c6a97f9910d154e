using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Notices that wait for a second person of their claimant before they are sent: they have no entry in the outbox, so
/// nothing sends them and no deadline starts.
/// </summary>
internal static class ConfirmationHolds
{
    public static Task AddAsync(Session s, IReadOnlyList<ConfirmationRow> held) =>
        s.InsertAsync(ConfirmationRow.Table, held);

    private const string Some = $"SELECT {ConfirmationRow.Columns} FROM confirmations c WHERE c.notice_id IN ";

    /// <summary>Those of some notices, by notice.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ConfirmationRow>> OfAsync(
        Session s, IReadOnlyCollection<Guid> notices) => notices.Count == 0 ? new Dictionary<Guid, ConfirmationRow>()
        : (await s.QueryAsync<ConfirmationRow>(Some + s.In("ids"), new { ids = s.Ids(notices) }))
            .ToDictionary(c => c.NoticeId);

    /// <summary>The confirmation of a notice as its readers see it; null where none was needed.</summary>
    public static async Task<Contracts.ConfirmationView?> ViewAsync(Session s, Guid notice) =>
        (await OfAsync(s, [notice])).GetValueOrDefault(notice)?.View();

    private const string StillWaiting = "SELECT notice_id FROM confirmations WHERE waiting = 1 AND notice_id IN ";

    /// <summary>Those of some notices that wait.</summary>
    public static async Task<HashSet<Guid>> WaitingAsync(Session s, IEnumerable<Guid> notices) =>
        [.. await s.QueryAsync<Guid>(StillWaiting + s.In("ids"), new { ids = s.Ids(notices) })];

    /// <summary>Ends holds; the rows stay, because they say who confirmed.</summary>
    public static Task EndAsync(Session s, IReadOnlyList<ConfirmationRow> ended) =>
        s.ChangeAsync(ConfirmationRow.Table, [.. ended.Select(c => c with { Waiting = false })]);
}
