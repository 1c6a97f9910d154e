using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Takedown.Core.Headings;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Intake.Csv;

/// <summary>
/// Reads the beginning of a file: the separator (told by a line <c>sep=;</c>, or found out), lines above the heading,
/// and the heading.
/// </summary>
internal static class CsvHeading
{
    private const int MaxUnknown = 100;
    private const int MaxTitles = 5;

    private static ReadOnlySpan<byte> Separators => ",;\t|"u8;

    /// <summary>Characters that people take for separators.</summary>
    private static ReadOnlySpan<char> Mistaken => "，；、^~:# ";

    public static async ValueTask<CsvShape> ReadAsync(
        CsvLines lines, bool keepUnknown, CancellationToken cancellation)
    {
        byte? told = null;
        for (var titles = 0; ; )
        {
            if (await lines.PeekAsync(cancellation) is not { } line)
                throw new BodyFaultException(new InputFault("", "csv.header"));
            if (line.Length > RawItem.MaxBytes) throw TooLong();
            if (IsBlank(line.Span))
            {
                await lines.SkipAsync(cancellation);
                continue;
            }
            if (told is null && Told(line.Span) is { } byLine)
            {
                told = byLine;
                await lines.SkipAsync(cancellation);
                continue;
            }
            var separator = Separator(line.Span, told);
            if (titles < MaxTitles && IsTitle(line.Span, separator)
                && await lines.PeekBehindAsync(cancellation) is { Length: > 0 } behind
                && Known(Cells(behind.Span, Separator(behind.Span, told))) > 0)
            {
                titles++;
                await lines.SkipAsync(cancellation);
                continue;
            }
            return await ReadAsync(lines, separator, keepUnknown, cancellation);
        }
    }

    private static async ValueTask<CsvShape> ReadAsync(
        CsvLines lines, byte separator, bool keepUnknown, CancellationToken cancellation)
    {
        var row = (await lines.ReadAsync(new HeadingShape(separator), cancellation))!.Value;
        if (row.Fault is not null)
        {
            throw row.IsTooLong ? TooLong()
                : new BodyFaultException(new InputFault("", "csv.quote", "1") { Text = "csv.header-quote" });
        }
        if (!Utf8.IsValid(row.Text.Span)) throw new BodyFaultException(new InputFault("", "encoding.invalid"));
        List<string> headings = [.. row.Cells.Select(c => c.Text(row.Text.Span))];
        var isReturned = headings.Take(CsvShape.Returned.Length)
            .SequenceEqual(CsvShape.Returned, StringComparer.OrdinalIgnoreCase);
        var own = isReturned ? CsvShape.Returned.Length : 0;
        var columns = headings.Select(h => Sent(h) is { } key ? CsvColumns.Metadata + key : null).ToArray();
        var found = HeadingTable.Find([.. headings.Select((h, i) => i < own || columns[i] is not null ? "" : h)]);
        var faults = new List<InputFault>();
        for (var i = own; i < headings.Count; i++)
        {
            columns[i] ??= found[i] ?? CsvColumns.ByPath(headings[i]);
            if (columns[i] is not null || headings[i].Length == 0) continue;
            if (keepUnknown) columns[i] = CsvColumns.Metadata + headings[i];
            else if (faults.Count < MaxUnknown) faults.Add(Unknown(headings[i]));
        }
        if (faults.Count > 0) AddHints(faults, headings, lines.HasLineEnd);
        foreach (var twice in columns.OfType<string>()
            .GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.Add(CsvColumns.Pointer(twice.Key), "field.twice");
        }
        var shape = new CsvShape(separator, headings, columns);
        if (shape.Url < 0 && !columns.Contains("target.locator")) faults.Add("", "csv.columns", "target.url");
        return faults.Count > 0 ? throw new BodyFaultException(faults) : shape;
    }

    /// <summary>The key of a column for the sender's own data.</summary>
    private static string? Sent(string heading) =>
        heading.StartsWith(CsvColumns.Metadata, StringComparison.OrdinalIgnoreCase)
            && heading.Length > CsvColumns.Metadata.Length ? heading[CsvColumns.Metadata.Length..].Trim() : null;

    private static InputFault Unknown(string heading)
    {
        var shown = JsonErrors.Shorten(heading);
        return HeadingTable.Nearest(heading) is { } nearest
            ? new InputFault("", "field.unknown", shown, nearest) { Text = "column.did-you-mean" }
            : new InputFault("", "field.unknown", shown) { Text = "column.unknown" };
    }

    private static void AddHints(List<InputFault> faults, List<string> headings, bool hasLineEnd)
    {
        if (!hasLineEnd && headings.Count > 1) faults.Add("", "body.no-line-end");
        if (headings.Count(h => h.Length > 0) != 1) return;
        foreach (var separator in Mistaken)
        {
            if (HeadingTable.Find(headings[0].Split(separator)).Count(c => c is not null) < 2) continue;
            faults.Add("", "csv.separator", separator == ' ' ? "U+0020" : separator.ToString());
            return;
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) =>
        Encoding.UTF8.GetString(line).AsSpan().Trim(" \t\",;|\u00A0\u3000").IsEmpty;

    /// <summary>The separator that a spreadsheet's first line tells.</summary>
    private static byte? Told(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart(" \""u8);
        if (text.Length < 5 || !Ascii.EqualsIgnoreCase(text[..4], "sep="u8)) return null;
        var rest = text[4..];
        if (rest.Length > 1) rest = rest.TrimEnd(" \""u8);
        if (rest.SequenceEqual("\\t"u8)) return (byte)'\t';
        return rest.Length >= 1 && rest[1..].IndexOfAnyExcept(rest[0]) < 0
            && rest[0] is < 0x80 and not CsvScan.Quote && !char.IsAsciiLetterOrDigit((char)rest[0]) ? rest[0] : null;
    }

    /// <summary>The separator under which most headings are known.</summary>
    private static byte Separator(ReadOnlySpan<byte> line, byte? told)
    {
        var best = told ?? (byte)',';
        var known = Known(Cells(line, best));
        foreach (var candidate in Separators)
        {
            if (Known(Cells(line, candidate)) is var more && more > known) (best, known) = (candidate, more);
        }
        if (known > 0 || told is not null) return best;
        foreach (var candidate in Separators)
        {
            if (line.Count(candidate) > line.Count(best)) best = candidate;
        }
        return best;
    }

    private static bool IsTitle(ReadOnlySpan<byte> line, byte separator)
    {
        var cells = Cells(line, separator);
        return cells.Count(c => c.Length > 0) == 1 && Known(cells) == 0;
    }

    private static int Known(List<string> headings) =>
        HeadingTable.Find(headings).Where((c, i) => (c ?? CsvColumns.ByPath(headings[i])) is not null).Count()
            + headings.Count(h => Sent(h) is not null || CsvShape.Returned.Contains(h, StringComparer.Ordinal));

    private static List<string> Cells(ReadOnlySpan<byte> line, byte separator)
    {
        var scan = new CsvScan();
        scan.Begin(separator);
        scan.Read(line, 0, line.Length);
        if (scan.IsOpen || scan.IsBad) scan.ReadPlainly(line, separator);
        else scan.End(line.Length);
        var cells = new List<string>(scan.Cells.Count);
        foreach (var cell in scan.Cells) cells.Add(cell.Text(line));
        return cells;
    }

    private static BodyFaultException TooLong() => new(
        IntakeEnd.BodyTooLarge,
        new InputFault("", "notice.too-large", RawItem.MaxBytes.ToString("N0", CultureInfo.InvariantCulture))
        {
            Text = "body.no-line-end",
        });
}
