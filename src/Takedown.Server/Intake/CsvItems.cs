using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// One notice a row. Columns are named by the path of their field (<c>work.title</c>, <c>target.url</c>, …); lists are
/// separated by <c>|</c>. A missing required column is told once for the file, a bad row only for itself.
/// </summary>
internal static class CsvItems
{
    private static readonly Dictionary<string, Func<NoticeInput, string, NoticeInput>> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["clientRef"] = (n, v) => n with { ClientRef = v },
        ["regime"] = (n, v) => n with { Regime = v },
        ["ipType"] = (n, v) => n with { IpType = v },
        ["platformId"] = (n, v) => n with { PlatformId = Guid.Parse(v, CultureInfo.InvariantCulture) },
        ["infringement"] = (n, v) => n with { Infringement = v },
        ["signature"] = (n, v) => n with { Signature = v },
        ["explanation"] = (n, v) => n with { Explanation = v },
        ["statements"] = (n, v) => n with { Statements = Split(v) },
        ["measures"] = (n, v) => n with { Measures = Split(v) },
        ["work.title"] = (n, v) => n with { Work = (n.Work ?? new()) with { Title = v } },
        ["work.type"] = (n, v) => n with { Work = (n.Work ?? new()) with { Type = v } },
        ["work.registrationNo"] = (n, v) => n with { Work = (n.Work ?? new()) with { RegistrationNo = v } },
        ["target.url"] = (n, v) => n with { Target = (n.Target ?? new()) with { Url = v } },
        ["target.type"] = (n, v) => n with { Target = (n.Target ?? new()) with { Type = v } },
        ["target.account"] = (n, v) => n with { Target = (n.Target ?? new()) with { Account = new() { Id = v } } },
        ["target.locator"] = (n, v) => n with { Target = (n.Target ?? new()) with { Locator = v } },
        ["rightsHolder.name"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Name = v } },
        ["rightsHolder.kind"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Kind = v } },
        ["rightsHolder.contact"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Contact = v } },
        ["rightsHolder.email"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Email = v } },
        ["rightsHolder.phone"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Phone = v } },
        ["rightsHolder.address"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Address = v } },
        ["rightsHolder.country"] = (n, v) => n with { RightsHolder = (n.RightsHolder ?? new()) with { Country = v } },
        ["evidence.kind"] = (n, v) => n with { Evidence = [First(n) with { Kind = v }] },
        ["evidence.sha256"] = (n, v) => n with { Evidence = [First(n) with { Sha256 = v }] },
        ["evidence.url"] = (n, v) => n with { Evidence = [First(n) with { Url = v }] },
    };

    /// <summary>What may follow a leading sign: a phone number is no formula.</summary>
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
            throw new BodyFaultException(RawItem.TooLarge.Faults);
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
            // The one thing this reader does not recover from is a record beyond its limit.
            throw new BodyFaultException(RawItem.TooLarge.Faults);
        }
    }

    private static void CheckHeader(IReadOnlyList<string> header)
    {
        var faults = header.Where(h => !Columns.ContainsKey(h)).Select(h => new InputFault("", "field.unknown", JsonErrors.Shorten(h))).ToList();
        faults.AddRange(header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => new InputFault("/" + g.Key.Replace('.', '/'), "field.twice")));
        if (!header.Contains("target.url", StringComparer.OrdinalIgnoreCase) && !header.Contains("target.locator", StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(new("", "csv.columns", "target.url"));
        }
        if (faults.Count > 0) throw new BodyFaultException(faults);
    }

    private static RawItem Row(IReadOnlyList<string> header, CsvReader csv)
    {
        var raw = csv.RawRecord.ToArray();
        if (csv.FieldCount != header.Count) return new(raw, null, new InputFault("", "csv.row", $"{csv.FieldCount}", $"{header.Count}"));
        if (!Utf8.IsValid(raw)) return new(raw, null, new InputFault("", "encoding.invalid"));
        var (notice, faults) = (new NoticeInput(), new List<InputFault>());
        for (var i = 0; i < header.Count; i++)
        {
            var cell = csv.GetString(i).Trim();
            if (cell.Length == 0) continue;
            var pointer = "/" + header[i].Replace('.', '/');
            // What a spreadsheet would run when a platform opens an export (CSV injection).
            if (IsFormula(cell)) faults.Add(new(pointer, "csv.formula"));
            try
            {
                notice = Columns[header[i]](notice, cell);
            }
            catch (FormatException)
            {
                faults.Add(new(pointer, "field.type", "UUID"));
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

    private static string[] Split(string cell) => cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Evidence First(NoticeInput notice) => notice.Evidence?[0] ?? new();
}
