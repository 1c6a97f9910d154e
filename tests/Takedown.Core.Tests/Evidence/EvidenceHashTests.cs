using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Evidence;

namespace Takedown.Core.Tests.Evidence;

/// <summary>A hash is 64 hexadecimal digits and nothing else, so nothing else becomes a name of a file.</summary>
public sealed class EvidenceHashTests
{
    [Fact]
    public void Bytes_and_text_are_the_same_hash() => Prop.ForAll<byte[]>(some =>
    {
        var bytes = Enumerable.Range(0, 32).Select(i => some.Length == 0 ? (byte)i : some[i % some.Length]).ToArray();
        var hash = EvidenceHash.Of(bytes);
        return EvidenceHash.TryParse(hash.Text.ToUpperInvariant(), out var read)
            && read == hash && read.Bytes.SequenceEqual(bytes)
            && read.Text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void No_other_text_is_one() => Prop.ForAll<string?>(text =>
        !EvidenceHash.TryParse(text, out _) || (text!.Length == 64 && text.All(char.IsAsciiHexDigit)))
        .Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f0/../")]
    [InlineData("９f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void These_are_none(string? text) => Assert.False(EvidenceHash.TryParse(text, out _));
}
