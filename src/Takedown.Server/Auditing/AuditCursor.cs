using System.Globalization;

namespace Takedown.Server.Auditing;

/// <summary>
/// A position in the audit trail: the number of an entry and the history of the database in which it was read. Numbers
/// have no gaps, so a database that lost its last entries gives theirs again.
/// </summary>
/// <param name="History">When the history began; null for a bare number.</param>
/// <param name="Seq">Number of the entry.</param>
internal readonly record struct AuditCursor(long? History, long Seq)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{History}.{Seq}");

    public static bool TryParse(string? text, out AuditCursor cursor)
    {
        cursor = default;
        if (text is null or "" or "0") return true;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        long? history = null;
        if (dot >= 0)
        {
            if (!Number(text.AsSpan(0, dot), out var at)) return false;
            history = at;
        }
        if (!Number(text.AsSpan(dot + 1), out var seq)) return false;
        cursor = new(history, seq);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
