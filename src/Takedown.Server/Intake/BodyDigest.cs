using System.Security.Cryptography;

namespace Takedown.Server.Intake;

/// <summary>
/// SHA-256 of a body's items, each over the digest before it: it shows whether a body sent again is the one that the
/// batch began with.
/// </summary>
internal sealed class BodyDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] last = [];

    /// <param name="preamble">What gives the items their meaning; it counts with the first.</param>
    /// <param name="bytes">The item.</param>
    /// <returns>The digest up to this item.</returns>
    public byte[] Append(ReadOnlySpan<byte> preamble, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(last.Length == 0 ? preamble : last);
        hash.AppendData(bytes);
        return last = hash.GetHashAndReset();
    }

    public void Dispose() => hash.Dispose();
}
