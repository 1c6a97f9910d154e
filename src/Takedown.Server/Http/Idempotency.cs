using System.Security.Cryptography;

namespace Takedown.Server.Http;

/// <summary>
/// The <c>Idempotency-Key</c> of a request whose answer is stored, and the digest of the body that was read.
/// </summary>
internal sealed class Idempotency(string key, HashedBody body)
{
    public const string Header = "Idempotency-Key";
    private const int MaxKey = 200;

    public string Key => key;

    public byte[] BodyHash => body.Hash;

    public static bool IsValid(string key) => key.Length is > 0 and <= MaxKey && key.All(c => c is >= ' ' and <= '~');

    /// <summary>The route takes the header: the same request again has the same answer.</summary>
    public static async ValueTask<object?> FilterAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers[Header] is not [{ } key, ..]) return await next(context);
        if (!IsValid(key)) return Problems.Invalid(http, new InputFault(Header, "idempotency.invalid"));
        await using var body = new HashedBody(http.Request.Body);
        http.Request.Body = body;
        http.Features.Set(new Idempotency(key, body));
        return await next(context);
    }
}

/// <summary>Passes a body on and computes its digest, whoever reads it and how.</summary>
internal sealed class HashedBody(Stream body) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public byte[] Hash => hash.GetCurrentHash();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
