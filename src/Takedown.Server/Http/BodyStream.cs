namespace Takedown.Server.Http;

/// <summary>A request body whose length is limited and whose pace is measured.</summary>
internal sealed class BodyStream(Stream body, BodyHold hold, long limit = long.MaxValue) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long Received { get; private set; }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = body.ReadAsync(buffer, cancellationToken);
        int bytes;
        if (reading.IsCompletedSuccessfully) hold.Receive(bytes = await reading);
        else bytes = await hold.ReceiveAsync(reading);
        Received += bytes;
        return Received <= limit ? bytes : throw new BodyTooLargeException();
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

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

/// <summary>The body exceeds the limit of its path.</summary>
internal sealed class BodyTooLargeException : Exception;
