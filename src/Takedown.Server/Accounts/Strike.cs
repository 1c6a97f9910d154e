using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>A new strike, or more grounds of one that exists.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="BatchId">The batch of the notices that it counts.</param>
/// <param name="Day">The day of their removal (UTC).</param>
/// <param name="Grounds">Number of notices that it counts.</param>
/// <param name="Grave">How many of them are grave.</param>
/// <param name="Weight">As how many strikes it counts, the most of any ground; 1 if none is grave.</param>
/// <param name="ExpiresAt">The end of the window.</param>
/// <param name="Notices">The newest of its notices, as <see cref="NoticeName"/> writes them.</param>
/// <param name="CountedAt">When it was counted.</param>
internal sealed record Strike(
    Guid PlatformId, string AccountId, Guid BatchId, long Day, int Grounds, int Grave, int Weight,
    DateTimeOffset ExpiresAt, string Notices, DateTimeOffset CountedAt)
{
    public static readonly Table<Strike> Table = new("strikes",
    [
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("account_id", ColumnType.Text, r => r.AccountId),
        new("batch_id", ColumnType.Id, r => r.BatchId),
        new("day", ColumnType.Number, r => r.Day),
        new("grounds", ColumnType.Number, r => r.Grounds),
        new("grave", ColumnType.Number, r => r.Grave),
        new("weight", ColumnType.Number, r => r.Weight),
        new("expires_at", ColumnType.Instant, r => r.ExpiresAt),
        new("notices", ColumnType.Text, r => r.Notices),
        new("counted_at", ColumnType.Instant, r => r.CountedAt),
    ]);
}
