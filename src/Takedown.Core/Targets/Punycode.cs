namespace Takedown.Core.Targets;

/// <summary>
/// Non-ASCII labels as A-labels (RFC 3492). <c>IdnMapping</c> is not used because it throws on invalid
/// labels, and hostile batches contain thousands of them.
/// </summary>
internal static class Punycode
{
    public const string Prefix = "xn--";
    private const int MaxLabel = 63;
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>Writes <c>xn--…</c>; returns false if the result would exceed 63 characters.</summary>
    public static bool TryWrite(ref UrlWriter to, scoped ReadOnlySpan<char> label)
    {
        if (label.Length > 2 * MaxLabel) return false;
        Span<int> points = stackalloc int[label.Length];
        var count = 0;
        foreach (var rune in label.EnumerateRunes()) points[count++] = rune.Value;
        points = points[..count];

        var start = to.Length;
        to.Add(Prefix);
        var basic = 0;
        foreach (var p in points)
        {
            if (p >= InitialN) continue;
            to.Add((char)p);
            basic++;
        }
        if (basic > 0) to.Add('-');
        WriteDeltas(ref to, points, basic);
        return !to.Overflowed && to.Length - start <= MaxLabel;
    }

    /// <summary>
    /// Reads a label that begins with <see cref="Prefix"/>, in lower case; null if it encodes nothing.
    /// </summary>
    public static List<int>? TryRead(ReadOnlySpan<char> label)
    {
        var rest = label[Prefix.Length..];
        var dash = rest.LastIndexOf('-');
        List<int> points = [];
        foreach (var c in dash > 0 ? rest[..dash] : default) points.Add(c);
        rest = rest[(dash + 1)..];
        var (n, at, bias) = (InitialN, 0L, InitialBias);
        while (!rest.IsEmpty)
        {
            if (ReadNumber(ref rest, bias) is not { } delta) return null;
            at += delta;
            bias = Adapt((int)delta, points.Count + 1, first: at == delta && n == InitialN);
            n += (int)(at / (points.Count + 1));
            at %= points.Count + 1;
            if (n > 0x10FFFF || n is >= 0xD800 and <= 0xDFFF) return null;
            points.Insert((int)at++, n);
        }
        return points;
    }

    private static long? ReadNumber(ref ReadOnlySpan<char> digits, int bias)
    {
        var (number, weight) = (0L, 1L);
        for (var k = Base; ; k += Base)
        {
            if (digits.IsEmpty || digits[0] is '-' or '_') return null;
            var digit = char.IsAsciiDigit(digits[0]) ? digits[0] - '0' + 26 : digits[0] - 'a';
            digits = digits[1..];
            number += digit * weight;
            if (number > int.MaxValue) return null;
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (digit < t) return number;
            weight *= Base - t;
        }
    }

    private static void WriteDeltas(ref UrlWriter to, scoped ReadOnlySpan<int> points, int basic)
    {
        var (n, delta, bias, handled) = (InitialN, 0, InitialBias, basic);
        while (handled < points.Length)
        {
            var next = int.MaxValue;
            foreach (var p in points) if (p >= n && p < next) next = p;
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var p in points)
            {
                if (p < n) delta++;
                if (p != n) continue;
                WriteNumber(ref to, delta, bias);
                bias = Adapt(delta, handled + 1, first: handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
    }

    private static void WriteNumber(ref UrlWriter to, int value, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (value < t) break;
            to.Add(Digit(t + (value - t) % (Base - t)));
            value = (value - t) / (Base - t);
        }
        to.Add(Digit(value));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (Base - TMin + 1) * delta / (delta + Skew);
    }
}
