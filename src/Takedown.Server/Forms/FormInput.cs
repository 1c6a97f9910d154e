using Takedown.Server.Http;

namespace Takedown.Server.Forms;

/// <summary>Checks of what people enter into forms.</summary>
internal static class FormInput
{
    /// <summary>报送材料字数不超过2000字 (H09).</summary>
    public const int MaxText = 2000;

    private const decimal MaxValue = 1_000_000_000_000_000m;

    public static IEnumerable<InputFault> Value(decimal value)
    {
        if (value is < 0 or > MaxValue || decimal.Round(value, 2) != value)
            yield return new("/value", "value.out-of-range", "0 – 10^15, 0.01");
    }

    /// <summary>A text that is not blank, of at most so many characters.</summary>
    public static IEnumerable<InputFault> Text(string pointer, string text, int max)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return new(pointer, "field.required");
        else if (CharactersOf(text) > max) yield return new(pointer, "value.too-long", $"{max}");
    }

    /// <summary>Characters as people count them, not UTF-16 units.</summary>
    private static int CharactersOf(string text) => text.EnumerateRunes().Count();
}
