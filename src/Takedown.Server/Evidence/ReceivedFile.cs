using System.Buffers;
using System.Security.Cryptography;
using Takedown.Core.Evidence;
using Takedown.Server.Http;

namespace Takedown.Server.Evidence;

/// <summary>A file that has come whole and was written while it came.</summary>
/// <param name="Hash">The hash of what came.</param>
/// <param name="Length">Its length.</param>
/// <param name="Type">Its type; null where its beginning belies the one that was declared, or shows none.</param>
internal sealed record ReceivedFile(EvidenceHash Hash, long Length, MediaType? Type)
{
    private const int Part = 128 * 1024;

    /// <summary>Reads a body to its end, or to the part that shows that its type is a lie.</summary>
    /// <param name="body">The body.</param>
    /// <param name="attempt">Where it is written.</param>
    /// <param name="declared">The declared type; null where none was.</param>
    public static async Task<ReceivedFile> ReadAsync(IncomingBody body, IEvidenceAttempt attempt, MediaType? declared)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Part);
        try
        {
            var (length, type) = (0L, declared);
            while (await body.Stream.ReadAtLeastAsync(
                buffer.AsMemory(0, Part), Part, throwOnEndOfStream: false, body.Cancellation) is > 0 and var count)
            {
                var part = buffer.AsMemory(0, count);
                if (length == 0) type = TypeOf(part.Span[..Math.Min(count, MediaType.HeadLength)], declared);
                if (type is null) break;
                // A file is written by another thread; this one hashes meanwhile.
                var writing = attempt.WriteAsync(part, body.Cancellation);
                sha256.AppendData(part.Span);
                await writing;
                length += count;
            }
            return new(EvidenceHash.Of(sha256.GetHashAndReset()), length, type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static MediaType? TypeOf(ReadOnlySpan<byte> head, MediaType? declared) =>
        declared is null ? MediaType.Shown(head) : declared.Form.Fits(head) ? declared : null;
}
