using System.Text;
using Takedown.Core.Targets;

namespace Takedown.Core.Transparency;

/// <summary>Blanks personal values in public texts, and remembers in which fields.</summary>
internal sealed class Blanking(IEnumerable<string?> personal)
{
    /// <summary>What stands in place of a value; the same in every language.</summary>
    public const string Mark = "***";

    private readonly List<FoldedText> values =
        [.. personal.OfType<string>().Distinct(StringComparer.Ordinal).Select(v => new FoldedText(v))];

    private readonly SortedSet<string> redactions = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Redactions => [.. redactions];

    /// <summary>The personal values, none of which may be found.</summary>
    public IEnumerable<string> Values => values.Select(v => v.Text);

    /// <summary>A field of the notice that is not released at all.</summary>
    public void Withhold(string field, bool isThere)
    {
        if (isThere) redactions.Add(field);
    }

    /// <summary>The text without personal values.</summary>
    public string? Of(string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return text;
        var folded = new FoldedText(text);
        List<(int Start, int End)> places = [];
        foreach (var value in values) folded.Find(value, places);
        PersonalPatterns.Find(folded.Text, places);
        if (places.Count == 0) return text;
        redactions.Add(field);
        return Without(folded.Text, places);
    }

    /// <summary>A host, whose labels may be encoded.</summary>
    public string? OfHost(string field, string? host)
    {
        if (Of(field, host) is not { Length: > 0 } whole) return host;
        if (!whole.Contains(Punycode.Prefix, StringComparison.Ordinal)) return whole;
        return string.Join('.', whole.Split('.').Select(label => Of(field, Decoded(label)) is { } shown
            && shown.Contains(Mark, StringComparison.Ordinal) ? Mark : label));
    }

    private static string Decoded(string label)
    {
        if (!label.StartsWith(Punycode.Prefix, StringComparison.Ordinal)) return label;
        if (Punycode.TryRead(label) is not { } points) return label;
        var text = new StringBuilder();
        foreach (var point in points) text.Append(Rune.IsValid(point) ? new Rune(point).ToString() : "");
        return text.ToString();
    }

    private static string Without(string text, List<(int Start, int End)> places)
    {
        places.Sort();
        var (result, at) = (new StringBuilder(), 0);
        foreach (var (start, end) in places)
        {
            if (end <= at) continue;
            if (start >= at) result.Append(text, at, start - at).Append(Mark);
            at = end;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }
}
