using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>Notices that replaced others. Both stay, and each names the other.</summary>
internal static class Successions
{
    private static readonly Table<Succession> Table = new("notice_successions",
    [
        new("notice_id", ColumnType.Id, r => r.NoticeId),
        new("replaced_id", ColumnType.Id, r => r.ReplacedId),
        new("claimant_id", ColumnType.Id, r => r.ClaimantId),
    ]);

    public static Task AddAsync(Session s, IReadOnlyList<Succession> rows) => s.InsertAsync(Table, rows);

    private const string After =
        """
        SELECT r.notice_id, r.replaced_id, r.claimant_id, n.open_key FROM notice_successions r
        JOIN notices n ON n.id = r.notice_id WHERE r.replaced_id IN 
        """;

    /// <summary>What replaced some notices, by the replaced one.</summary>
    public static async Task<Dictionary<Guid, Succession>> ByReplacedAsync(
        Session s, IReadOnlyCollection<Guid> replaced) => replaced.Count == 0 ? []
        : (await s.QueryAsync<Succession>(After + s.In("ids"), new { ids = s.Ids(replaced) }))
            .ToDictionary(r => r.ReplacedId);

    private const string Around =
        """
        SELECT notice_id, replaced_id, claimant_id FROM notice_successions WHERE notice_id = @id
        UNION ALL SELECT notice_id, replaced_id, claimant_id FROM notice_successions WHERE replaced_id = @id
        """;

    /// <summary>The notice that a notice replaced, and the one that replaced it.</summary>
    public static async Task<(Guid? Supersedes, Guid? SupersededBy)> OfAsync(Session s, Guid id)
    {
        var rows = await s.QueryAsync<Succession>(Around, new { id });
        return (rows.FirstOrDefault(r => r.NoticeId == id)?.ReplacedId,
            rows.FirstOrDefault(r => r.ReplacedId == id)?.NoticeId);
    }
}

/// <summary>A notice that replaced another.</summary>
internal sealed record Succession
{
    public Guid NoticeId { get; init; }
    public Guid ReplacedId { get; init; }
    public Guid ClaimantId { get; init; }

    /// <summary>The key of the new notice while it is open.</summary>
    public byte[]? OpenKey { get; init; }
}
