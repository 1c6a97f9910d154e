using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>
/// The key shared by duplicate notices: those with the same claimant, platform, target and work. It begins with bytes
/// of the platform and the target alone, so that the keys of all claimants about one target lie side by side in an
/// index.
/// </summary>
public static class DuplicateKey
{
    /// <summary>
    /// Length of a key in bytes. Behind the target are 80 bits of SHA-256 over all parts, so that no claimant can
    /// construct a collision with another's notice.
    /// </summary>
    public const int Length = 16;

    /// <summary>
    /// The bytes of the target. Two targets may share them: who acts on more than a number compares the targets.
    /// </summary>
    public const int TargetLength = 6;

    /// <summary>
    /// Computes the key. Each part is preceded by its length, so moving a character from one part to the next changes
    /// the key.
    /// </summary>
    /// <param name="claimantId">Another claimant's notice is never a duplicate.</param>
    /// <param name="platformId">The platform that must act.</param>
    /// <param name="target"><see cref="CanonicalUrl.Identity"/>, or another locator of the target.</param>
    /// <param name="work"><see cref="WorkIdentity"/>.</param>
    public static byte[] Of(Guid claimantId, Guid platformId, string target, string work)
    {
        var size = 2 * 16 + 2 * sizeof(int) + Encoding.UTF8.GetMaxByteCount(target.Length + work.Length + 1);
        byte[]? rented = null;
        var content = size <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(size);
        platformId.TryWriteBytes(content, bigEndian: true, out _);
        var length = 16 + WritePart(content[16..], target);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var key = new byte[Length];
        SHA256.HashData(content[..length], hash);
        hash[..TargetLength].CopyTo(key);

        claimantId.TryWriteBytes(content[length..], bigEndian: true, out _);
        length += 16;
        length += WritePart(content[length..], work);
        SHA256.HashData(content[..length], hash);
        hash[..(Length - TargetLength)].CopyTo(key.AsSpan(TargetLength));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return key;
    }

    /// <summary>The bytes of the target of a key, as a number.</summary>
    public static long TargetOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key) >>> 16;

    /// <summary>A key followed by the last key that a notice about the same target may have.</summary>
    public static byte[] WithLast(byte[] key)
    {
        var both = new byte[2 * Length];
        both.AsSpan(Length).Fill(byte.MaxValue);
        key.CopyTo(both, 0);
        key.AsSpan(0, TargetLength).CopyTo(both.AsSpan(Length));
        return both;
    }

    /// <summary>
    /// Title, type and registration number of a work, each in NFKC without invisible characters, trimmed, with white
    /// space collapsed and case folded, so that different ways of typing one title are equal. Titles with different
    /// words are different works. Empty if the work has none of the three.
    /// </summary>
    public static string WorkIdentity(Work? work)
    {
        if (work is null) return "";
        var (title, type, number) = (Plain(work.Title), Plain(work.Type), Plain(work.RegistrationNo));
        var size = 2 + (title?.Length ?? 0) + (type?.Length ?? 0) + (number?.Length ?? 0);
        char[]? rented = null;
        var text = size <= 512 ? stackalloc char[512] : rented = ArrayPool<char>.Shared.Rent(size);
        var length = Fold(title, text);
        text[length++] = '\n';
        length += Fold(type, text[length..]);
        text[length++] = '\n';
        length += Fold(number, text[length..]);
        var identity = length == 2 ? "" : text[..length].ToString();
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return identity;
    }

    /// <summary>A text as titles are compared.</summary>
    public static string Folded(string? text)
    {
        var plain = Plain(text) ?? "";
        Span<char> folded = plain.Length <= 512 ? stackalloc char[512] : new char[plain.Length];
        return folded[..Fold(plain, folded)].ToString();
    }

    private static string? Plain(string? text) => text is null || Normal.IsPlain(text) ? text : Normal.FoldCase(text);

    private static int WritePart(Span<byte> to, string part)
    {
        var length = Encoding.UTF8.GetBytes(part, to[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(to, length);
        return sizeof(int) + length;
    }

    // Line breaks are removed, so a line break can separate the parts.
    private static int Fold(string? text, Span<char> to)
    {
        var (length, gap) = (0, false);
        foreach (var c in text.AsSpan())
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                gap = length > 0;
                continue;
            }
            if (gap) to[length++] = ' ';
            gap = false;
            to[length++] = char.ToUpperInvariant(Normal.Narrow(c));
        }
        return length;
    }
}
