using System.Text.Unicode;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Registers;

/// <summary>The columns of a file of rows, by its heading.</summary>
internal sealed class RegisterTable : ICsvShape
{
    /// <summary>A row of the longest texts.</summary>
    public const int MaxRow = 64 * 1024;

    private const int FewColumns = 3;
    private readonly List<string> headings;
    private readonly RegisterField?[] columns;
    private readonly int width;

    private RegisterTable(byte separator, List<string> headings, RegisterField?[] columns)
    {
        (Separator, this.headings, this.columns) = (separator, headings, columns);
        width = headings.FindLastIndex(h => h.Length > 0) + 1;
    }

    public byte Separator { get; }

    public static InputFault TooLong => new("", "register.row-too-long", "65,536");

    public bool MayContinue(int column) => column < columns.Length && columns[column]?.Type == "long-text";

    public bool IsRow(ReadOnlySpan<byte> line, CsvScan scan)
    {
        scan.ReadPlainly(line, Separator);
        return width > FewColumns && scan.Cells.Count == headings.Count;
    }

    public string Name(int column) => column < headings.Count ? headings[column] : "";

    public string Pointer(int column) =>
        column < columns.Length && columns[column] is { } field ? $"/{field.Name}" : "";

    /// <summary>Reads the heading: names of fields, or their headings in either language.</summary>
    /// <returns>The columns, or the faults of the heading.</returns>
    public static async Task<(RegisterTable? Table, List<InputFault> Faults)> ReadAsync(
        CsvLines lines, RegisterDefinition register, CancellationToken cancellation)
    {
        List<InputFault> faults = [];
        if (await lines.PeekAsync(cancellation) is not { Length: > 0 } first)
            return (null, [new InputFault("", "csv.header")]);
        var separator = ",;\t"u8.ToArray().MaxBy(s => first.Span.Count(s));
        var row = (await lines.ReadAsync(new HeadingShape(separator), cancellation))!.Value;
        if (row.Fault is { } fault) return (null, [fault]);
        if (!Utf8.IsValid(row.Text.Span)) return (null, [new InputFault("", "encoding.invalid")]);
        List<string> found = [.. row.Cells.Select(c => c.Text(row.Text.Span).TrimStart(
            CsvText.ByteOrderMark).Trim())];
        var fields = found.Select(h => register.Fields.FirstOrDefault(f => Names(f).Contains(
            h, StringComparer.OrdinalIgnoreCase))).ToArray();
        for (var i = 0; i < found.Count && faults.Count < 100; i++)
        {
            if (fields[i] is null && found[i].Length > 0 && !RegisterCsv.IsAdded(found[i]))
                faults.Add("", "field.unknown", JsonErrors.Shorten(found[i]));
        }
        foreach (var twice in fields.OfType<RegisterField>().GroupBy(c => c.Name).Where(g => g.Count() > 1))
            faults.Add($"/{twice.Key}", "field.twice");
        foreach (var missing in register.Fields.Where(f => f.Required && !fields.Contains(f)))
            faults.Add($"/{missing.Name}", "csv.columns", missing.Name);
        return faults.Count > 0 ? (null, faults) : (new(separator, found, fields), faults);
    }

    /// <summary>The texts of a row by field; null, with the fault, for a row that cannot be read.</summary>
    public Dictionary<string, string>? TextsOf(CsvRow row, out InputFault fault)
    {
        fault = default;
        if (row.Fault is { } known) fault = known;
        else if (!Utf8.IsValid(row.Text.Span)) fault = new("", "encoding.invalid");
        else if (row.Text.Span.Contains((byte)0)) fault = new("", "text.nul");
        else if (Cells(row) is var count && count != width)
            fault = new("", "csv.row", $"{count}", $"{width}");
        if (fault.Code is not null) return null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < width; i++)
        {
            if (columns[i] is { } field) texts[field.Name] = CsvText.Unescape(row.Cells[i].Text(row.Text.Span));
        }
        return texts;
    }

    /// <summary>Whether a row has no content.</summary>
    public static bool IsBlank(CsvRow row)
    {
        if (row.Fault is not null) return false;
        foreach (var cell in row.Cells)
        {
            if (cell.Text(row.Text.Span).Length > 0) return false;
        }
        return true;
    }

    private static IEnumerable<string> Names(RegisterField field) => [field.Name, field.Zh, field.En];

    /// <summary>The cells of a row without the empty ones behind the last heading.</summary>
    private int Cells(CsvRow row)
    {
        var count = row.Cells.Count;
        while (count > width && row.Cells[count - 1].Text(row.Text.Span).Length == 0) count--;
        return count;
    }
}
