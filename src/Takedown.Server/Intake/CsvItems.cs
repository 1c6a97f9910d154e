using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// Reads CSV with one notice per row. The column name is the path of the field (<c>work.title</c>, <c>target.url</c>,
/// …); list values are separated by <c>|</c>. A missing required column is a fault of the file, an invalid row a fault
/// of its item.
/// </summary>
internal static class CsvItems
{
    /// <summary>Characters allowed after a leading sign: a phone number is not a formula.</summary>
    private static readonly SearchValues<char> Phone = SearchValues.Create("0123456789 ()-./");

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        MaxRecordSize = RawItem.MaxBytes,
    };

    public static async IAsyncEnumerable<RawItem> ReadAsync(
        Stream body, Action<byte[]> headed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var csv = CsvReader.Create(body, Options, leaveOpen: true);
        await ReadHeaderAsync(csv, cancellation);
        if (csv.Headers is not { Count: > 0 } header) throw new BodyFaultException(new InputFault("", "csv.header"));
        CheckHeader(header);
        headed(Encoding.UTF8.GetBytes(string.Join('\n', header)));
        while (await ReadRowAsync(csv, cancellation)) yield return Row(header, csv);
    }

    private static async ValueTask ReadHeaderAsync(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            throw new BodyFaultException(IntakeEnd.BodyTooLarge, RawItem.TooLarge.Faults);
        }
    }

    private static async ValueTask<bool> ReadRowAsync(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            // The reader fails only for a record that exceeds its size limit.
            throw new BodyFaultException(IntakeEnd.BodyTooLarge, RawItem.TooLarge.Faults);
        }
    }

    private static void CheckHeader(IReadOnlyList<string> header)
    {
        var faults = new List<InputFault>();
        foreach (var unknown in header.Where(h => !CsvColumns.Contains(h)))
        {
            faults.Add("", "field.unknown", JsonErrors.Shorten(unknown));
        }
        foreach (var duplicate in header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            faults.Add("/" + duplicate.Key.Replace('.', '/'), "field.twice");
        }
        if (!header.Any(h => h.ToLowerInvariant() is "target.url" or "target.locator"))
        {
            faults.Add("", "csv.columns", "target.url");
        }
        if (faults.Count > 0) throw new BodyFaultException(faults);
    }

    private static RawItem Row(IReadOnlyList<string> header, CsvReader csv)
    {
        var raw = csv.RawRecord.ToArray();
        if (csv.FieldCount != header.Count)
        {
            return new(raw, null, new InputFault("", "csv.row", $"{csv.FieldCount}", $"{header.Count}"));
        }
        if (!Utf8.IsValid(raw)) return new(raw, null, new InputFault("", "encoding.invalid"));
        var (notice, faults) = (new NoticeInput(), new List<InputFault>());
        for (var i = 0; i < header.Count; i++)
        {
            var cell = csv.GetString(i).Trim();
            if (cell.Length == 0) continue;
            var pointer = "/" + header[i].Replace('.', '/');
            // A spreadsheet would execute a formula when a platform opens an export (CSV injection).
            if (IsFormula(cell)) faults.Add(pointer, "csv.formula");
            try
            {
                CsvColumns.Set(notice, header[i], cell);
            }
            catch (FormatException)
            {
                faults.Add(pointer, "field.type", "UUID");
            }
        }
        return new(raw, notice, faults);
    }

    private static bool IsFormula(string cell) => cell[0] switch
    {
        '=' or '@' => true,
        '+' or '-' => cell.AsSpan(1).ContainsAnyExcept(Phone),
        _ => false,
    };
}
