using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Takedown.Core.Unicode;

namespace Takedown.Core.Transparency;

/// <summary>
/// A text as personal values are searched for in it: without case, width, percent-encoding, spaces and signs, with the
/// place in the text that each character came from.
/// </summary>
internal sealed class FoldedText
{
    private readonly StringBuilder letters = new(), all = new();
    private readonly List<(int Start, int End)> ofLetters = [], ofAll = [];

    public FoldedText(string text)
    {
        Text = Normal.Nfc(text);
        var at = 0;
        while (at < Text.Length)
        {
            var end = at;
            if (Text[at] == '%' && Encoded(ref end) is { } decoded)
            {
                foreach (var rune in decoded.EnumerateRunes()) Add(rune, at, end);
            }
            else
            {
                Rune.DecodeFromUtf16(Text.AsSpan(at), out var rune, out var length);
                end = at + length;
                Add(rune, at, end);
            }
            at = end;
        }
    }

    /// <summary>The text in NFC, to which the places refer.</summary>
    public string Text { get; }

    /// <summary>The places of a value: by its letters and digits, or as it stands where it has none.</summary>
    public IEnumerable<(int Start, int End)> Find(FoldedText value)
    {
        var byLetters = value.letters.Length > 0;
        var (text, places, sought) = byLetters
            ? (letters.ToString(), ofLetters, value.letters.ToString())
            : (all.ToString(), ofAll, value.all.ToString().Trim());
        if (sought.Length == 0) yield break;
        // A short value of Latin letters is a part of half the words there are.
        var whole = byLetters && sought.Length < 3 && sought.All(char.IsAscii);
        for (var i = text.IndexOf(sought, StringComparison.Ordinal); i >= 0;
            i = text.IndexOf(sought, i + 1, StringComparison.Ordinal))
        {
            var (start, end) = (places[i].Start, places[i + sought.Length - 1].End);
            if (!whole || (!IsWord(start - 1) && !IsWord(end))) yield return (start, end);
        }
    }

    private bool IsWord(int at) => at >= 0 && at < Text.Length && char.IsAsciiLetterOrDigit(Text[at]);

    private void Add(Rune rune, int start, int end)
    {
        var folded = rune.IsAscii ? Rune.ToLowerInvariant(rune).ToString() : Normal.FoldCase(rune.ToString());
        foreach (var part in folded.EnumerateRunes())
        {
            var text = part.ToString();
            for (var i = 0; i < text.Length; i++) ofAll.Add((start, end));
            all.Append(text);
            if (!Rune.IsLetterOrDigit(part)) continue;
            for (var i = 0; i < text.Length; i++) ofLetters.Add((start, end));
            letters.Append(text);
        }
    }

    /// <summary>A run of <c>%XX</c> as the text that it encodes; null if it encodes none.</summary>
    private string? Encoded(ref int end)
    {
        List<byte> bytes = [];
        while (end + 2 < Text.Length && Text[end] == '%' && byte.TryParse(
            Text.AsSpan(end + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            bytes.Add(value);
            end += 3;
            // One character at a time, so that a value inside a run is found at its place.
            if (Rune.DecodeFromUtf8(CollectionsMarshal.AsSpan(bytes), out var rune, out _) is OperationStatus.Done)
                return rune.ToString();
        }
        return null;
    }
}
