namespace Takedown.Core.Unicode;

/// <summary>Korean syllables, whose decomposition is computed (The Unicode Standard, 3.12).</summary>
internal static class Hangul
{
    public const int FirstVowel = 0x1161, LastTrail = 0x11C2;
    private const int FirstSyllable = 0xAC00, FirstLead = 0x1100, BeforeTrail = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28, Syllables = Leads * Vowels * Trails;

    public static bool IsSyllable(int c) => c is >= FirstSyllable and < FirstSyllable + Syllables;

    public static void Decompose(int syllable, List<int> to)
    {
        var index = syllable - FirstSyllable;
        to.Add(FirstLead + index / (Vowels * Trails));
        to.Add(FirstVowel + index % (Vowels * Trails) / Trails);
        if (index % Trails > 0) to.Add(BeforeTrail + index % Trails);
    }

    /// <summary>The composition of two parts; null if they have none.</summary>
    public static int? Compose(int first, int second) => (first - FirstLead, second - FirstVowel) switch
    {
        ( >= 0 and < Leads and var lead, >= 0 and < Vowels and var vowel) =>
            FirstSyllable + (lead * Vowels + vowel) * Trails,
        _ when IsSyllable(first) && (first - FirstSyllable) % Trails == 0 && second is > BeforeTrail and <= LastTrail =>
            first + second - BeforeTrail,
        _ => null,
    };
}
