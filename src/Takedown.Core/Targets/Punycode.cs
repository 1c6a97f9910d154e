namespace Takedown.Core.Targets;

/// <summary>
/// Encodes a non-ASCII label as an A-label (RFC 3492). <c>IdnMapping</c> is not used because it throws on invalid
/// labels, and hostile batches contain thousands of them.
/// </summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>Writes <c>xn--…</c>; returns false if the result would exceed 63 characters.</summary>
    public static bool TryWrite(ref UrlWriter to, scoped ReadOnlySpan<char> label)
    {
        const int MaxLabel = 63;
        if (label.Length > 2 * MaxLabel) return false;
        Span<int> points = stackalloc int[label.Length];
        var count = 0;
        foreach (var rune in label.EnumerateRunes()) points[count++] = rune.Value;
        points = points[..count];

        var start = to.Length;
        to.Add("xn--");
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
