using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Registers;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>The rows of a register as a table, a page at a time. What it writes can be imported as it is.</summary>
internal static class RegisterCsv
{
    /// <summary>Columns behind the fields; they are not read.</summary>
    public static readonly string[] Added = ["owner", "updatedAt", "id"];

    private static readonly string[] AddedZh = ["填报单位", "更新时间", "编号"];

    public static bool IsWanted(HttpContext http, Query query) =>
        query.OneOf("format", "json", "csv") is { } format ? format == "csv"
            : http.Request.GetTypedHeaders().Accept
                .Any(a => a.MediaType.Equals(CsvText.MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a heading is one of those that are not read.</summary>
    public static bool IsAdded(string heading) =>
        Added.Contains(heading, StringComparer.OrdinalIgnoreCase) || AddedZh.Contains(heading);

    public static PushStreamHttpResult Of(
        HttpContext http, RegisterStore store, Database database, RegisterDefinition register, RowFilter filter,
        Guid after)
    {
        var isZh = Language.Of(http) == Language.Chinese;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{register.Code}.csv\"";
        return TypedResults.Stream(async output =>
        {
            var text = new StringBuilder().Append(CsvText.ByteOrderMark).Row(
                [.. register.Fields.Select(f => isZh ? f.Zh : f.En), .. isZh ? AddedZh : Added]);
            await WriteAsync(output, text);
            while (await store.ListAsync(filter, after, Query.MaxLimit) is { Count: > 0 } rows)
            {
                var names = await database.ReadAsync(s => OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId)));
                foreach (var row in rows)
                {
                    var entry = RegisterEntry.Read(register, row.Fields);
                    text.Row(
                    [
                        .. register.Fields.Select(f => entry.Value(f.Name)), names.GetValueOrDefault(row.BodyId),
                        row.Since.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), $"{row.Id}",
                    ]);
                }
                await WriteAsync(output, text);
                after = rows[^1].Id;
            }
        }, CsvText.ContentType);
    }

    private static async Task WriteAsync(Stream output, StringBuilder text)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        text.Clear();
    }
}
