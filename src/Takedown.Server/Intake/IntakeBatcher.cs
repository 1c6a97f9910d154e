using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Groups concurrent small batches into one transaction (group commit); a large chunk has a transaction of its own.
/// One worker, because a second one halved the size of the groups. The cost: if a key conflicts with another open
/// transaction, all small batches wait for the commit of that transaction.
/// </summary>
internal sealed class IntakeBatcher(BatchStore batches, Database database, WriteLoad load) : IAsyncDisposable
{
    private const int Small = 20;
    private const int MaxItems = 200;

    private readonly GroupCommit<Submission, StoreResult> commits = new(
        batches.StoreAsync, submission => submission.Items.Count, () => MaxItems, workers: 1,
        error => !database.IsUnavailable(error));

    public async Task<StoreResult> SubmitAsync(Submission submission)
    {
        var isSmall = submission.Batch.Received == 0 && submission.Items.Count <= Small;
        if (isSmall) return await commits.DoAsync(submission);
        return await load.StoreSetAsync(() => batches.StoreSetAsync(submission));
    }

    public ValueTask DisposeAsync() => commits.DisposeAsync();
}
