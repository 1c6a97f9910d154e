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
        new("grave", ColumnType.Number, r => r.Grave),
        new("weight", ColumnType.Number, r => r.Weight),
    ]);

    public Guid PlatformId { get; init; }
    public string AccountId { get; init; } = "";
    public Guid BatchId { get; init; }
    public long Day { get; init; }
    public long Grounds { get; init; }
    public long Grave { get; init; }
    public long Weight { get; init; }
    public string Notices { get; init; } = "";

    public (Guid PlatformId, string AccountId, Guid BatchId, long Day) Key => (PlatformId, AccountId, BatchId, Day);

    /// <summary>The strike without these of its grounds. It is grave as long as one of its grounds is.</summary>
    /// <param name="gone">The notices.</param>
    /// <param name="grave">How many of them are grave.</param>
    public StoredStrike Without(IReadOnlySet<Guid> gone, int grave)
    {
        var graveLeft = Math.Max(0, Grave - grave);
        return this with
        {
            Grounds = Grounds - gone.Count,
            Grave = graveLeft,
            Weight = graveLeft > 0 ? Weight : 1,
            Notices = NoticeName.All(NoticeName.Ids(Notices).Where(id => !gone.Contains(id))),
        };
    }
}
