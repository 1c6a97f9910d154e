namespace Takedown.Core.Credit;

/// <summary>Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters, the last one a check.</summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether the text is a code with its right check character; upper case only.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 18 }) return false;
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            var value = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0) return false;
            sum += value * Weights[i];
        }
        return Alphabet[(31 - (sum % 31)) % 31] == text[17];
    }
}
