namespace Takedown.Server.Intake;

/// <summary>An open notice by its key.</summary>
internal sealed record OpenNoticeRow
{
    public byte[] OpenKey { get; init; } = [];
    public Guid NoticeId { get; init; }
    /// <summary>Whether a second notice for the same material is barred (条例 17).</summary>
    public bool Barred { get; init; }

    /// <summary>The outcome of an item with the same key.</summary>
    public ItemOutcome Duplicate =>
        new(Barred ? Contracts.ItemStatus.Rejected : Contracts.ItemStatus.Duplicate, NoticeId);
}
