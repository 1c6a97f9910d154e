namespace Takedown.Core.Keys;

/// <summary>Configured keys that somebody could guess: placeholders, few characters, repetitions.</summary>
public static class WeakKey
{
    private const int MinDifferent = 8;

    /// <returns>Why the key is weak, as the end of a sentence; null if it is not.</returns>
    public static string? Why(string key) =>
        key.Contains("change-me", StringComparison.OrdinalIgnoreCase)
            || key.Contains("changeme", StringComparison.OrdinalIgnoreCase) ? "it is a placeholder"
        : key.Distinct().Count() < MinDifferent ? $"it has fewer than {MinDifferent} different characters"
        : IsRepetition(key) ? "it repeats a shorter text"
        : null;

    private static bool IsRepetition(string key) => Enumerable.Range(1, key.Length / 2)
        .Any(period => key.AsSpan(period).SequenceEqual(key.AsSpan(0, key.Length - period)));
}
