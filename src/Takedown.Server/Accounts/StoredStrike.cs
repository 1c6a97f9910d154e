using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>A strike as stored, with the notices that it counts.</summary>
internal sealed record StoredStrike
{
    public static readonly Table<StoredStrike> Table = new("strikes",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId, Key: true),
        new("account_id", ColumnType.Text, r => r.AccountId, Key: true),
        new("batch_id", ColumnType.Id, r => r.BatchId, Key: true),
        new("day", ColumnType.Number, r => r.Day, Key: true),
        new("grounds", ColumnType.Number, r => r.Grounds),
        new("notices", ColumnType.Text, r => r.Notices),
        // Whether what is left is grave is not known any more.
        new("weight", ColumnType.Number, _ => 1),
    ]);

    public Guid PlatformId { get; init; }
    public string AccountId { get; init; } = "";
    public Guid BatchId { get; init; }
    public long Day { get; init; }
    public long Grounds { get; init; }
    public string Notices { get; init; } = "";

    public (Guid PlatformId, string AccountId, Guid BatchId, long Day) Key => (PlatformId, AccountId, BatchId, Day);

    /// <summary>The strike without these of its grounds.</summary>
    public StoredStrike Without(IEnumerable<Guid> notices)
    {
        var gone = notices.ToHashSet();
        return this with
        {
            Grounds = Grounds - gone.Count,
            Notices = NoticeName.All(NoticeName.Ids(Notices).Where(id => !gone.Contains(id))),
        };
    }
}
