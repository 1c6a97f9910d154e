namespace Takedown.Storage.Sqlite;

/// <summary>A queued write of <see cref="SqliteDatabase"/>. Its outcome is reported after the shared commit.</summary>
/// <param name="isLong">Whether it takes so long that short ones go before it.</param>
internal abstract class PendingWrite(bool isLong)
{
    public bool IsLong => isLong;

    /// <summary>Runs the work.</summary>
    /// <returns>False when it failed and must be rolled back.</returns>
    public abstract Task<bool> RunAsync(Session session);

    /// <summary>Reports the outcome after the commit.</summary>
    public abstract void Complete();

    /// <summary>Reports that the commit failed.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class PendingWrite<T>(Func<Session, Task<T>> work, bool isLong) : PendingWrite(isLong)
{
    private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Session? session;
    private T? value;
    private Exception? failure;

    public Task<T> Task => outcome.Task;

    public override async Task<bool> RunAsync(Session session)
    {
        this.session = session;
        try
        {
            value = await work(session);
        }
        catch (Exception error)
        {
            failure = error;
        }
        return failure is null;
    }

    public override void Complete()
    {
        if (failure is not null)
        {
            outcome.TrySetException(failure);
            return;
        }
        try
        {
            session!.RunAfterCommit();
            outcome.TrySetResult(value!);
        }
        catch (Exception error)
        {
            // The data is durable, but a change notification may be lost: the caller must know, and the writer go on.
            outcome.TrySetException(error);
        }
    }

    public override void Fail(Exception error) => outcome.TrySetException(failure ?? error);
}
