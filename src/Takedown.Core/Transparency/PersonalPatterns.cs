using System.Text.RegularExpressions;
using Takedown.Core.Unicode;

namespace Takedown.Core.Transparency;

/// <summary>
/// What looks like an e-mail address, a mobile number or an identity number, whoever it belongs to. It finds too much
/// rather than too little.
/// </summary>
internal static partial class PersonalPatterns
{
    /// <summary>The least digits of a number that is sought.</summary>
    private const int MinDigits = 11;

    public static void Find(string text, List<(int Start, int End)> found)
    {
        // The same length, so that the places are those of the text.
        var narrow = !text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E') && !text.Contains('\u3000') ? text
            : string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++) to[i] = Normal.Narrow(from[i]);
            });
        if (narrow.Contains('@') || narrow.Contains("%40", StringComparison.Ordinal)) Add(Email());
        var digits = 0;
        foreach (var c in narrow)
            if (char.IsAsciiDigit(c)) digits++;
        if (digits < MinDigits) return;
        Add(Mobile());
        Add(Identity());

        void Add(Regex pattern)
        {
            foreach (var match in pattern.EnumerateMatches(narrow))
                found.Add((match.Index, match.Index + match.Length));
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}._+\-]{1,64}(?:@|%40)[\p{L}\p{N}\-]{1,63}(?:\.[\p{L}\p{N}\-]{1,63}){1,5}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![0-9])(?:\+?86[ \-]?)?1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Mobile();

    /// <summary>Eighteen characters with a day of birth in their middle, by GB 11643.</summary>
    [GeneratedRegex(
        @"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Identity();
}
