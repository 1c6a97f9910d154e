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
    private readonly Places letters, all;

    public FoldedText(string text)
    {
        Text = Normal.Nfc(text);
        (letters, all) = (new(Text.Length), new(Text.Length));
        var at = 0;
        while (at < Text.Length)
        {
            var end = at;
            if (Text[at] == '%' && Encoded(ref end) is { } decoded)
            {
                foreach (var rune in decoded.EnumerateRunes()) Add(rune, at, end);
            }
            else if (Normal.IsPlain(Text[at]))
            {
                end = at + 1;
                Add(Normal.FoldPlain(Text[at]), at, end);
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
    public void Find(FoldedText value, List<(int Start, int End)> found)
    {
        var (byLetters, asItStands) = (value.letters.Text, value.all.Text.Trim());
        // A short value of Latin letters is a part of half the words there are; with its signs it is not.
        var isShort = byLetters.Length is 1 or 2 && Ascii.IsValid(byLetters);
        if (byLetters.Length > 0) Find(letters, byLetters, isShort, found);
        if (byLetters.Length == 0 || (isShort && asItStands.Length > byLetters.Length))
            Find(all, asItStands, whole: false, found);
    }

    private void Find(Places within, string sought, bool whole, List<(int Start, int End)> found)
    {
        if (sought.Length == 0) return;
        for (var i = within.Text.IndexOf(sought, StringComparison.Ordinal); i >= 0;
            i = within.Text.IndexOf(sought, i + 1, StringComparison.Ordinal))
        {
            var (start, end) = (within[i].Start, within[i + sought.Length - 1].End);
            if (!whole || (!IsWord(start - 1) && !IsWord(end))) found.Add((start, end));
        }
    }

    private bool IsWord(int at) => at >= 0 && at < Text.Length && char.IsAsciiLetterOrDigit(Text[at]);

    private void Add(Rune rune, int start, int end)
    {
        Span<char> units = stackalloc char[2];
        foreach (var part in Normal.FoldCase(units[..rune.EncodeToUtf16(units)]).EnumerateRunes())
        {
            var isLetter = Rune.IsLetterOrDigit(part);
            foreach (var c in units[..part.EncodeToUtf16(units)]) Add(c, start, end, isLetter);
        }
    }

    private void Add(char c, int start, int end) => Add(c, start, end, char.IsLetterOrDigit(c));

    private void Add(char c, int start, int end, bool isLetter)
    {
        all.Add(c, start, end);
        if (isLetter) letters.Add(c, start, end);
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

    /// <summary>Characters with the places that each of them came from.</summary>
    private sealed class Places(int length)
    {
        private readonly StringBuilder text = new(length);
        private readonly List<(int Start, int End)> places = new(length);
        private string? whole;

        public string Text => whole ??= text.ToString();

        public (int Start, int End) this[int at] => places[at];

        public void Add(char c, int start, int end)
        {
            text.Append(c);
            places.Add((start, end));
        }
    }
}
