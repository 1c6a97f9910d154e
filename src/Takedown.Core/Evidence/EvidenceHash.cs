using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Takedown.Core.Evidence;

/// <summary>
/// The SHA-256 of a file, which is its only name. A value of this type is 32 bytes and nothing else, so what is made of
/// it is never a path.
/// </summary>
public readonly record struct EvidenceHash
{
    private const int Digits = SHA256.HashSizeInBytes * 2;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    private EvidenceHash(string text) => Text = text;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public string Text { get; }

    /// <summary>The 32 bytes.</summary>
    public byte[] Bytes => Convert.FromHexString(Text);

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EvidenceHash hash)
    {
        var isHash = text is { Length: Digits } && !text.AsSpan().ContainsAnyExcept(Hex);
        hash = !isHash ? default : new(text!.AsSpan().ContainsAnyInRange('A', 'F') ? text!.ToLowerInvariant() : text!);
        return isHash;
    }

    /// <summary>The hash of 32 bytes.</summary>
    public static EvidenceHash Of(ReadOnlySpan<byte> bytes) => bytes.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(bytes))
        : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(bytes));

    public override string ToString() => Text;
}
