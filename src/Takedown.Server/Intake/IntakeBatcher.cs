using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Small batches that come at the same time share a transaction; long ones are sets by themselves. One transaction at
/// a time: a second one beside it made each half as large. The cost: a wait for another transaction's duplicate key
/// keeps all small batches waiting until that commits.
/// </summary>
internal sealed class IntakeBatcher(BatchStore batches, Database database, WriteLoad load) : IAsyncDisposable
{
    private const int Small = 20;
    private const int MaxItems = 200;

    private readonly GroupCommit<Submission, StoreResult> lane = new(
        batches.StoreAsync, submission => submission.Items.Count, MaxItems, workers: 1,
        error => !database.IsUnavailable(error));

    public async Task<StoreResult> SubmitAsync(Submission submission)
    {
        var isSmall = submission.Batch.Received == 0 && submission.Items.Count <= Small;
        if (isSmall) return await lane.DoAsync(submission);
        return (await load.StoreSetAsync(() => batches.StoreAsync([submission])))[0];
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
