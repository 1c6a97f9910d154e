using System.Text;

namespace Takedown.Core.Targets;

/// <summary>
/// Full-width forms of ASCII as ASCII (ＡＢＣ１２３（）as ABC123()): the part of Unicode's compatibility folding that
/// East Asian input produces every day. The whole of it (NFKC) needs ICU, which invariant globalization leaves out.
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
