using System.Globalization;
using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>
/// Reads the query parameters of a list and collects their faults, so that all of them are reported together.
/// </summary>
internal sealed class Query(HttpContext http)
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;
    private readonly List<InputFault> faults = [];

    public IReadOnlyList<InputFault> Faults => faults;

    /// <summary>Number of rows requested, 1 to 1,000.</summary>
    public int Limit => Number("limit", DefaultLimit, 1, MaxLimit);

    /// <summary>A number of rows, 1 to <paramref name="most"/>.</summary>
    public int UpTo(string name, int absent, int most) => Number(name, absent, 1, most);

    /// <summary>How long to wait for new items, up to 30 s.</summary>
    public TimeSpan Wait => TimeSpan.FromSeconds(Number("wait", 0, 0, 30));

    public long After => Number("after", 0L, 0, long.MaxValue, "cursor.invalid");

    /// <summary>Empty means the beginning, as with <see cref="After"/>.</summary>
    public Guid? AfterId => Text("after") is "" ? null : Id("after", "cursor.invalid");

    /// <summary>The same where the newest comes first: without one, behind all ids.</summary>
    public Guid BeforeId => AfterId ?? Guid.AllBitsSet;

    public string? Text(string name)
    {
        if (http.Request.Query[name] is not { Count: > 0 } values) return null;
        if (values[0]?.Contains('\0', StringComparison.Ordinal) is not true) return values[0];
        if (!faults.Exists(f => f.Pointer == $"?{name}")) faults.Add(new($"?{name}", "text.nul"));
        return null;
    }

    /// <summary>All values of a parameter that may be given several times, each as <c>key:value</c>.</summary>
    public Dictionary<string, string> Pairs(string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in http.Request.Query[name])
        {
            var colon = text!.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) faults.Add(new($"?{name}", "field.type", "key:value"));
            else if (text.Contains('\0', StringComparison.Ordinal)) faults.Add(new($"?{name}", "text.nul"));
            else if (!pairs.TryAdd(text[..colon], text[(colon + 1)..])) faults.Add(new($"?{name}", "field.twice"));
        }
        return pairs;
    }

    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is null or "false") return false;
        if (text is not ("true" or "")) faults.Add(new($"?{name}", "field.type", "true / false"));
        return true;
    }

    public Guid? Id(string name, string code = "field.type")
    {
        if (Text(name) is not { } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        faults.Add(new($"?{name}", code, "UUID"));
        return null;
    }

    /// <summary>An integer from 1; null if absent.</summary>
    public int? Count(string name) => Text(name) is null ? null : Number(name, 0, 1, int.MaxValue);

    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (Contracts.Json.Kebab.TryParse<T>(text, out var value)) return value;
        faults.Add(new(
            $"?{name}", "value.unknown", JsonErrors.Shorten(text), string.Join(", ", Contracts.Json.Kebab.All<T>())));
        return null;
    }

    public string? OneOf(string name, params string[] allowed)
    {
        if (Text(name) is not { } text) return null;
        if (allowed.Contains(text)) return text;
        faults.Add(new($"?{name}", "value.unknown", JsonErrors.Shorten(text), string.Join(", ", allowed)));
        return null;
    }

    /// <summary>A day, written as 2026-11-21 and in no other way.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        // An instant would have to be cut to a day of some time zone.
        faults.Add(new($"?{name}", "field.type", "date (2026-11-21)"));
        return null;
    }

    /// <summary>An instant with an offset, RFC 3339.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at;
        faults.Add(new($"?{name}", "field.type", "RFC 3339 instant (2026-11-21T08:00:00Z)"));
        return null;
    }

    private int Number(string name, int absent, int min, int max) =>
        (int)Number(name, (long)absent, min, max, "value.out-of-range");

    private long Number(string name, long absent, long min, long max, string code)
    {
        if (Text(name) is not { Length: > 0 } text) return absent;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= min
            && value <= max) return value;
        faults.Add(new($"?{name}", code, string.Create(CultureInfo.InvariantCulture, $"{min} – {max}")));
        return absent;
    }
}

internal static class Pages
{
    private const int MaxEscape = 8;

    /// <summary>Creates a page from rows that were read with one more than <paramref name="limit"/>.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count > limit ? new([.. rows.Take(limit)], cursor(rows[limit - 1])) : new(rows, null);

    /// <summary>The same, but the page also ends at <see cref="PageBytes.Max"/>.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursor, Func<T, long> length)
    {
        var count = Math.Min(limit, PageBytes.Count(rows, length));
        // A query that ends at the limit of bytes does not say whether there are more, and measures stored texts, whose
        // escapes are up to six times as long as the texts. A page after the last one is empty.
        var isLast = count == rows.Count && rows.Sum(length) < PageBytes.Max / MaxEscape;
        return isLast ? new(rows, null) : new([.. rows.Take(count)], cursor(rows[count - 1]));
    }
}
