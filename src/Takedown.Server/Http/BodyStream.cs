namespace Takedown.Server.Http;

/// <summary>A request body whose length is limited and whose pace is measured.</summary>
internal sealed class BodyStream(Stream body, BodyHold hold, long limit = long.MaxValue) : ReadStream
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
}

/// <summary>The body exceeds the limit of its path.</summary>
internal sealed class BodyTooLargeException : Exception;
