using Takedown.Core.Targets;

namespace Takedown.Core.Compliance;

/// <summary>
/// What a notice is about, as one number: 20 bits of a hash of its work type, 18 of its mode, and 25 of its work. It is
/// computed once, at the intake, so that nothing reads the content again to count. A hash needs no table of numbers;
/// that the words of the default vocabularies have different ones is tested.
/// </summary>
public static class WorkMark
{
    private const int TypeBits = 20, ModeBits = 18, WorkBits = 25;
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;

    /// <summary>The mark of a notice.</summary>
    /// <param name="workType">A word of the vocabulary; null for none.</param>
    /// <param name="mode">A word of the vocabulary; null for none.</param>
    /// <param name="work"><see cref="DuplicateKey.WorkIdentity"/>.</param>
    public static long Of(string? workType, string? mode, string work) =>
        (Topic(workType, mode) << WorkBits) | Bits(Hash(work), WorkBits);

    /// <summary>The number of a work type and a mode; 0 for neither.</summary>
    public static long Topic(string? workType, string? mode) => (TypeOf(workType) << ModeBits) | ModeOf(mode);

    /// <summary>The number of the work type and the mode of a mark.</summary>
    public static long TopicOf(long mark) => mark >> WorkBits;

    /// <summary>The number of a work type; 0 for none.</summary>
    public static long TypeOf(string? workType) => Word(workType, TypeBits);

    /// <summary>The number of a mode; 0 for none.</summary>
    public static long ModeOf(string? mode) => Word(mode, ModeBits);

    /// <summary>The number of the work type of a topic.</summary>
    public static long TypeOf(long topic) => topic >> ModeBits;

    /// <summary>The number of the mode of a topic.</summary>
    public static long ModeOf(long topic) => topic & ((1L << ModeBits) - 1);

    /// <summary>The first topic of a work type, and the first of the next one.</summary>
    public static (long First, long Next) RangeOf(string workType) =>
        (TypeOf(workType) << ModeBits, (TypeOf(workType) + 1) << ModeBits);

    /// <summary>The key by which a work of an account is found again after its removal.</summary>
    public static long Uploaded(long mark, string account)
    {
        var hash = Hash(account);
        for (var work = mark & ((1L << WorkBits) - 1); work != 0; work >>= 8)
            hash = (hash ^ (byte)work) * Prime;
        return (long)(hash >> 1);
    }

    // 0 means none, so no word may have it.
    private static long Word(string? word, int bits) =>
        string.IsNullOrEmpty(word) ? 0 : Math.Max(1, Bits(Hash(word), bits));

    /// <summary>FNV-1a, whose low bits are folded with the high ones.</summary>
    private static ulong Hash(string text)
    {
        var hash = Offset;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * Prime;
            hash = (hash ^ (byte)(c >> 8)) * Prime;
        }
        return hash;
    }

    private static long Bits(ulong hash, int bits) => (long)((hash ^ (hash >> 32)) & ((1UL << bits) - 1));
}
