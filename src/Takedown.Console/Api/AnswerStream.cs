namespace Takedown.Screens.Api;

/// <summary>
/// Takes the body of an answer as it comes, for <see cref="ApiRequest.Output"/>. A problem is kept apart, so that
/// nothing of it reaches where the answer goes.
/// </summary>
public abstract class AnswerStream : Stream
{
    private const int MaxProblem = 256 * 1024;

    private readonly MemoryStream problem = new();
    private bool isProblem;

    /// <summary>For <see cref="ApiRequest.Answering"/>.</summary>
    public void Begin(int status, string? contentType)
    {
        isProblem = status >= 400;
        if (!isProblem) Begin(contentType);
    }

    /// <summary>Why there is no answer; null if there is.</summary>
    public Problem? ProblemOf(ApiAnswer answer) =>
        answer.IsSuccess ? null : Problem.Of(answer with { Body = problem.ToArray() });

    protected virtual void Begin(string? contentType)
    {
    }

    protected abstract ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!isProblem) return TakeAsync(buffer, cancellationToken);
        if (problem.Length + buffer.Length <= MaxProblem) problem.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
