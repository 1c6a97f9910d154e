using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Intake.Csv;

/// <summary>
/// Reads CSV with one notice per row. A heading is the path of the field (<c>work.title</c>, <c>target.url</c>, …) or
/// one of the <see cref="Core.Headings.HeadingTable"/>; list values are separated by <c>|</c>. An unknown or a missing
/// column is a fault of the file, an invalid row a fault of its item. Rows without content are no items.
/// </summary>
internal static class CsvItems
{
    public static async IAsyncEnumerable<RawItem> ReadAsync(
        Stream body, bool keepUnknown, Action<CsvShape> headed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lines = new CsvLines(body, RawItem.MaxBytes, RawItem.TooLarge.Faults[0]);
        var shape = await CsvHeading.ReadAsync(lines, keepUnknown, cancellation);
        headed(shape);
        while (await lines.ReadAsync(shape, cancellation) is { } row)
        {
            if (row.Fault is null && CsvCells.IsBlank(row.Text.Span, row.Cells)) continue;
            yield return Item(row, shape);
        }
    }

    /// <summary>The item of one row.</summary>
    public static RawItem Item(CsvRow row, CsvShape shape)
    {
        if (row.Fault is { } fault) return Refused(fault);
        if (!Utf8.IsValid(row.Text.Span)) return Refused(new InputFault("", "encoding.invalid"));
        if (Misfit(row, shape) is { } misfit) return Refused(misfit);
        var (notice, faults) = (new NoticeInput(), new List<InputFault>());
        CsvCells.Read(row, shape, notice, faults);
        return new(row.Text, notice, faults) { Row = row.Number, IsTableRow = true };

        RawItem Refused(InputFault reason) => new(row.Text, null, reason)
        {
            Row = row.Number,
            IsTableRow = true,
            ClientRef = Reference(row, shape),
        };
    }

    /// <summary>
    /// A row with too few cells may have been cut; one with too many is taken only where the surplus is empty.
    /// </summary>
    private static InputFault? Misfit(CsvRow row, CsvShape shape)
    {
        var count = row.Cells.Count;
        while (count > shape.Width && row.Cells[count - 1].Text(row.Text.Span).Length == 0) count--;
        if (count == shape.Width) return null;
        return count > shape.Width && count <= shape.Headings.Count
            ? new InputFault("", "csv.unnamed", Number(count))
            : new InputFault("", "csv.row", Number(count), Number(shape.Width));
    }

    private static string? Reference(CsvRow row, CsvShape shape)
    {
        if (shape.Reference < 0 || shape.Reference >= row.Cells.Count) return null;
        var text = row.Cells[shape.Reference].Text(row.Text.Span).Trim('"', ' ');
        return text.Length is 0 or > NoticeValidator.MaxRef || text.Contains('\uFFFD', StringComparison.Ordinal)
            ? null : text;
    }

    /// <summary>The heading, which is a part of the body.</summary>
    public static byte[] Preamble(CsvShape shape) => Encoding.UTF8.GetBytes(string.Join('\n', shape.Headings));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
