using System.Security.Cryptography;

namespace Takedown.Server.Intake;

/// <summary>
/// Chained SHA-256 digest of the items of a body, used to detect whether a repeated request has the same body.
/// </summary>
internal sealed class BodyDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] last = [];

    /// <param name="preamble">Defaults or table header, included in the digest of the first item.</param>
    /// <param name="bytes">Text of the item.</param>
    /// <returns>The digest of all items up to this one.</returns>
    public byte[] Append(ReadOnlySpan<byte> preamble, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(last.Length == 0 ? preamble : last);
        hash.AppendData(bytes);
        return last = hash.GetHashAndReset();
    }

    public void Dispose() => hash.Dispose();
}
