using System.Text.RegularExpressions;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Intake.Csv;

/// <summary>The notice in the cells of a row.</summary>
internal static partial class CsvCells
{
    public static bool IsBlank(ReadOnlySpan<byte> row, IReadOnlyList<Cell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Text(row).Length > 0) return false;
        }
        return true;
    }

    /// <summary>Sets the fields of a notice.</summary>
    public static void Read(CsvRow row, CsvShape shape, NoticeInput notice, List<InputFault> faults)
    {
        for (var i = 0; i < shape.Width; i++)
        {
            var cell = row.Cells[i].Text(row.Text.Span);
            if (cell.Length == 0) continue;
            if (shape.IsReturned) cell = CsvText.Unescape(cell);
            if (shape.Columns[i] is not { } column)
            {
                // Columns without a heading are left out where they are empty.
                if (shape.Headings[i].Length == 0) faults.Add("", "csv.unnamed", $"{i + 1}");
                continue;
            }
            if (column.StartsWith(CsvColumns.Metadata, StringComparison.Ordinal))
            {
                SetMetadata(notice, column[CsvColumns.Metadata.Length..], cell);
                continue;
            }
            var pointer = CsvColumns.Pointer(column);
            if (CsvColumns.HoldsNumbers(column) && Shortened().IsMatch(cell)) faults.Add(pointer, "csv.number", cell);
            try
            {
                CsvColumns.Set(notice, column, Unwrapped(cell));
            }
            catch (FormatException error)
            {
                faults.Add(pointer, "field.type", error.Message);
            }
        }
        if (shape.Url >= 0 && notice is { Target: null or { Url: null, Locator: null }, PlatformId: null })
            faults.Add("/target/url", "csv.url-empty", shape.Headings[shape.Url], $"{row.Number}");
    }

    private static void SetMetadata(NoticeInput notice, string key, string cell)
    {
        var metadata = notice.Metadata as Dictionary<string, string>;
        notice.Metadata = metadata ??= new(StringComparer.Ordinal);
        metadata[key] = cell;
    }

    /// <summary>Spreadsheets and exports write <c>="00123"</c> for a number that is to stay a text.</summary>
    private static string Unwrapped(string cell) =>
        cell.Length > 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell.IndexOf('"', 2) == cell.Length - 1
            ? cell[2..^1].Trim() : cell;

    /// <summary>A number as a spreadsheet shows it in a narrow column: its last digits are lost.</summary>
    [GeneratedRegex(@"^\d([.,]\d+)?E\+\d{2,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shortened();
}
