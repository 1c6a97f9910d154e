namespace Takedown.Core.Filings;

/// <summary>Masks identity numbers in forms (脱敏).</summary>
public static class Masking
{
    private const int Head = 3, Tail = 2;

    /// <summary>All but the first three and the last two characters; a short text is masked whole.</summary>
    public static string Mask(string text) => text.Length <= Head + Tail + 1
        ? new('*', text.Length)
        : text[..Head] + new string('*', text.Length - Head - Tail) + text[^Tail..];
}
