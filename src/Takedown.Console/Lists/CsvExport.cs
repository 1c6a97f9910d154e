using System.Text;
using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;

namespace Takedown.Screens.Lists;

/// <summary>
/// A list as CSV: the filters and columns of the page, page by page, so that it may be of any length.
/// </summary>
internal static class CsvExport
{
    private const int PageSize = 500;

    public static async Task<IResult> RunAsync(Screen screen, ListView view)
    {
        // What the API refuses becomes a page; after the first byte it could not.
        var rows = await view.ReadAsync(screen, null, PageSize);
        var response = screen.Http.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{view.File}-{screen.Day(screen.Now)}.csv\"";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(true), 16 * 1024, leaveOpen: true);
        await WriteAsync(writer, view.Heads.Select(h => h.Text));
        while (true)
        {
            foreach (var row in rows.Rows) await WriteAsync(writer, row.Cells.Select(c => c.Text));
            if (rows.Next is null || rows.Rows.Count == 0) break;
            await writer.FlushAsync(screen.Http.RequestAborted);
            rows = await view.ReadAsync(screen, rows.Next, PageSize);
        }
        return Results.Empty;
    }

    private static Task WriteAsync(StreamWriter writer, IEnumerable<string> cells) =>
        writer.WriteAsync(string.Join(',', cells.Select(Field)) + "\r\n");

    /// <summary>A cell that a spreadsheet would compute begins with an apostrophe.</summary>
    private static string Field(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
