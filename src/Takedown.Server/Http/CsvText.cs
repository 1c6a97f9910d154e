using System.Text;

namespace Takedown.Server.Http;

/// <summary>
/// Writes CSV for spreadsheets: UTF-8 with a byte order mark, without which they take it for another encoding, and with
/// an apostrophe before a cell that they would run as a formula (OWASP, "CSV Injection").
/// </summary>
internal static class CsvText
{
    public const string MediaType = "text/csv";
    public const string ContentType = "text/csv; charset=utf-8";
    public const char ByteOrderMark = '\uFEFF';

    private const char Guard = '\'';

    /// <summary>The characters with which a formula begins, of usual and of full width.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>Appends a row of texts that others have written.</summary>
    public static StringBuilder Row(this StringBuilder csv, IEnumerable<string?> cells, char separator = ',')
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) csv.Append(separator);
            first = false;
            csv.Append(Cell(cell ?? "", separator));
        }
        return csv.Append("\r\n");
    }

    /// <summary>The text without the apostrophe that <see cref="Row"/> put before it.</summary>
    public static string Unescape(string cell) => cell.Length > 1 && cell[0] == Guard
        && IsFormula(cell.AsSpan(1).TrimStart(Guard)) ? cell[1..] : cell;

    private static string Cell(string text, char separator)
    {
        // One that begins with an apostrophe itself gets another, so that taking one away gives the text again.
        var guarded = IsFormula(text.AsSpan().TrimStart(Guard)) ? Guard + text : text;
        return guarded.AsSpan().IndexOfAny("\"\r\n") >= 0 || guarded.Contains(separator, StringComparison.Ordinal)
            || guarded.AsSpan().Trim().Length != guarded.Length
            ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded;
    }

    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        if (Formula.Contains(text[0], StringComparison.Ordinal)) return true;
        var visible = text.TrimStart();
        return !visible.IsEmpty && Formula.Contains(visible[0], StringComparison.Ordinal);
    }
}
