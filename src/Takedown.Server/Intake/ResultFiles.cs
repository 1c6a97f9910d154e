using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;
using Takedown.Server.Intake.Csv;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>Downloads of results, and of rejected items to be corrected and sent again, as NDJSON and CSV.</summary>
/// <param name="results">The results.</param>
/// <param name="batch">The batch.</param>
/// <param name="language">The language of the reader.</param>
/// <param name="isOwn">Whether the reader is the claimant, who alone reads its own data.</param>
internal sealed class ResultFiles(BatchResults results, BatchRow batch, string language, bool isOwn)
{
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Items of up to 256 KiB that are in memory at once.</summary>
    private const int SentAtOnce = 50;

    public static string TableHeading { get; } = new StringBuilder().Append(CsvText.ByteOrderMark)
        .Row(["row", "index", "clientRef", "status", "noticeId", "errors", "reason", "metadata"]).ToString();

    /// <summary>Whether the client asks for a media type, rather than for anything.</summary>
    public static bool Accepts(HttpContext http, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var accepted)
            && accepted.Any(a => a.Quality is not 0
                && a.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    public static string TableRow(ItemResult item) => new StringBuilder().Row(
    [
        Number(item.Row), Number(item.Index), item.ClientRef, item.Status.Word(), item.NoticeId?.ToString(),
        Codes(item.Errors), Reasons(item.Errors),
        item.Metadata is null ? null : Encoding.UTF8.GetString(Metadata.Write(item.Metadata) ?? []),
    ]).ToString();

    public async Task WriteResultsAsync(ItemStatus? status, long after, bool isTable, Stream output)
    {
        if (isTable) await output.WriteAsync(Encoding.UTF8.GetBytes(TableHeading));
        while (await results.ItemsAsync(batch, status, after, Query.MaxLimit, language) is { Count: > 0 } rows)
        {
            using var page = new MemoryStream();
            foreach (var row in isOwn ? rows : rows.Select(r => r with { Metadata = null }))
            {
                if (isTable)
                {
                    page.Write(Encoding.UTF8.GetBytes(TableRow(row)));
                    continue;
                }
                JsonSerializer.Serialize(page, row, TakedownJson.Default.ItemResult);
                page.WriteByte((byte)'\n');
            }
            await output.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length));
            after = rows[^1].Index;
        }
    }

    /// <summary>The rejected items as they were sent, with their faults, one a line.</summary>
    public async Task WriteSentLinesAsync(long after, long most, Stream output)
    {
        var defaults = DefaultsJson.Read(await results.DefaultsAsync(batch.Id));
        var shape = batch.Heading is null ? null : CsvShape.Read(batch.Heading);
        await EachSentAsync(after, most, async item =>
        {
            var errors = Problems.Localize(item.Faults, language);
            // One line per item: a line break between JSON tokens equals a space, and tokens contain none.
            var text = shape is null
                ? DefaultsJson.Under(defaults, item.Raw, item.Row, errors).ReplaceLineEndings(" ").Trim()
                : Line(item, shape, errors);
            await output.WriteAsync(Encoding.UTF8.GetBytes(text + '\n'));
        });
    }

    /// <summary>The same as a table to be corrected and sent as it is: the faults stand before each row.</summary>
    public async Task WriteSentTableAsync(long after, long most, Stream output)
    {
        var shape = batch.Heading is null ? null : CsvShape.Read(batch.Heading);
        // A spreadsheet opens the table with the separator with which it saved it.
        var separator = shape is null || !";\t|".Contains((char)shape.Separator, StringComparison.Ordinal)
            ? ',' : (char)shape.Separator;
        string[] headings = shape is null ? ["sent"]
            : [.. shape.Headings.Skip(shape.IsReturned ? CsvShape.Returned.Length : 0).Take(shape.Width)];
        var heading = new StringBuilder().Append(CsvText.ByteOrderMark)
            .Row([.. CsvShape.Returned, .. headings], separator);
        await output.WriteAsync(Encoding.UTF8.GetBytes(heading.ToString()));
        var defaults = shape is null ? DefaultsJson.Read(await results.DefaultsAsync(batch.Id)) : null;
        await EachSentAsync(after, most, async item =>
        {
            var errors = Problems.Localize(item.Faults, language);
            IEnumerable<string> cells = shape is null
                ? [DefaultsJson.Under(defaults, item.Raw, null, null)] : Cells(item.Raw, shape);
            var row = new StringBuilder()
                .Row([Number(item.Row), Codes(errors), Reasons(errors), .. cells], separator);
            await output.WriteAsync(Encoding.UTF8.GetBytes(row.ToString()));
        });
    }

    private async Task EachSentAsync(long after, long most, Func<SentItem, Task> write)
    {
        while (most > 0
            && await results.SentAsync(batch, after, (int)Math.Min(most, SentAtOnce)) is { Count: > 0 } rows)
        {
            foreach (var row in rows) await write(row);
            after = rows[^1].ItemIndex;
            most -= rows.Count;
        }
    }

    /// <summary>The notice of a stored row of a table; null if it fits none.</summary>
    public static NoticeInput? NoticeOf(string raw, CsvShape shape)
    {
        var (row, scan) = Scanned(raw, shape);
        return scan is null ? null : CsvItems.Item(new CsvRow(0, row, scan.Cells), shape).Notice;
    }

    /// <summary>A row of a table as JSON; one that fits no notice as its text.</summary>
    private static string Line(SentItem item, CsvShape shape, List<FieldError> errors)
    {
        var notice = NoticeOf(item.Raw, shape);
        var line = notice is null ? new JsonObject { ["clientRef"] = item.ClientRef, ["sent"] = item.Raw }
            : (JsonObject)JsonSerializer.SerializeToNode(notice, TakedownJson.Default.NoticeInput)!;
        return DefaultsJson.With(line, item.Row, errors);
    }

    private static IEnumerable<string> Cells(string raw, CsvShape shape)
    {
        var (row, scan) = Scanned(raw, shape);
        if (scan is null)
        {
            scan = new();
            scan.ReadPlainly(row, shape.Separator);
        }
        var cells = scan.Cells.Select(c => c.Text(row));
        if (!shape.IsReturned) return [.. cells];
        return [.. cells.Skip(CsvShape.Returned.Length).Select(CsvText.Unescape)];
    }

    /// <summary>The cells of a stored row; null if its quotation marks are wrong.</summary>
    private static (byte[] Row, CsvScan? Scan) Scanned(string raw, CsvShape shape)
    {
        var row = Encoding.UTF8.GetBytes(raw);
        var scan = new CsvScan();
        scan.Begin(shape.Separator);
        scan.Read(row, 0, row.Length);
        if (scan.IsOpen || scan.IsBad) return (row, null);
        scan.End(row.Length);
        return (row, scan);
    }

    private static string? Codes(IReadOnlyList<FieldError>? errors) => errors is null ? null
        : string.Join(" | ", errors.Select(e => e.Pointer.Length == 0 ? e.Code : $"{e.Pointer} {e.Code}"));

    private static string? Reasons(IReadOnlyList<FieldError>? errors) => errors is null ? null
        : string.Join(" | ", errors.Select(e => e.Pointer.Length == 0 ? e.Message : $"{e.Pointer}: {e.Message}"));

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
