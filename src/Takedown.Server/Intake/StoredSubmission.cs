using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>A submission with a position in its batch, with the outcome of each item.</summary>
internal sealed record StoredSubmission(Submission From, ItemOutcome[] Outcomes)
{
    public bool OpensBatch => From.Batch.Received == 0;

    public int Count(ItemStatus status) => Outcomes.Count(o => o.Status == status);

    /// <summary>The items that were not accepted.</summary>
    public IEnumerable<RefusedItem> Refused()
    {
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var refused = Outcomes[i].Status is not ItemStatus.Accepted;
            if (refused) yield return new(From.Batch, From.Items[i], Outcomes[i]);
        }
    }

    /// <summary>The counts of a new batch.</summary>
    public static readonly Table<StoredSubmission> Counts = new("batches",
    [
        new("id", ColumnType.Id, b => b.From.Batch.Id, Key: true),
        new("accepted", ColumnType.Number, b => b.Count(ItemStatus.Accepted)),
        new("duplicate", ColumnType.Number, b => b.Count(ItemStatus.Duplicate)),
        new("rejected", ColumnType.Number, b => b.Count(ItemStatus.Rejected)),
    ]);
}
