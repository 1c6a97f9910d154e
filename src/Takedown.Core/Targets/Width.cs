using System.Text;

namespace Takedown.Core.Targets;

/// <summary>
/// Folds full-width forms to ASCII (ＡＢＣ１２３（）to ABC123()): the part of Unicode's compatibility folding that is common in
/// East Asian input. Full folding (NFKC) would need ICU, which invariant globalization excludes.
/// </summary>
internal static class Width
{
    public static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    };

    public static Rune Fold(Rune rune) => rune.IsBmp ? new Rune(Fold((char)rune.Value)) : rune;
}
