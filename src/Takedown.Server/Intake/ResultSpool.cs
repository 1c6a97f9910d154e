using System.Text;
using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Intake.Text;

namespace Takedown.Server.Intake;

/// <summary>
/// All results of a dry run, of any number, as NDJSON or CSV. They wait until the body was read to its end: a fault of
/// the body is the response then, and a client need not read while it writes.
/// </summary>
internal sealed class ResultSpool : IDisposable
{
    private const long MaxBytes = 1L << 30;

    private readonly Spool spool;
    private readonly bool isTable;
    private readonly string language;
    private bool begun;

    private ResultSpool(SpoolRoom room, bool isTable, string language) =>
        (spool, this.isTable, this.language) = (new(room, MaxBytes), isTable, language);

    public string ContentType => isTable ? CsvText.ContentType : ResultFiles.Ndjson;

    /// <summary>The results in the format that the client accepts; null for JSON.</summary>
    public static ResultSpool? Of(HttpContext http, SpoolRoom room) =>
        ResultFiles.Accepts(http, ResultFiles.Ndjson) ? new(room, false, Language.Of(http))
        : ResultFiles.Accepts(http, CsvText.MediaType) ? new(room, true, Language.Of(http)) : null;

    public async Task<bool> TryWriteAsync(IEnumerable<ItemResultDraft> results)
    {
        using var page = new MemoryStream();
        if (isTable && !begun) page.Write(Encoding.UTF8.GetBytes(ResultFiles.TableHeading));
        begun = true;
        foreach (var result in results)
        {
            var item = result.Localize(language, isDryRun: true);
            if (isTable)
            {
                page.Write(Encoding.UTF8.GetBytes(ResultFiles.TableRow(item)));
                continue;
            }
            JsonSerializer.Serialize(page, item, TakedownJson.Default.ItemResult);
            page.WriteByte((byte)'\n');
        }
        return await spool.TryWriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length), CancellationToken.None);
    }

    public async Task CopyToAsync(Stream output)
    {
        var buffer = new byte[32 * 1024];
        while (await spool.ReadAsync(buffer, CancellationToken.None) is > 0 and var count)
            await output.WriteAsync(buffer.AsMemory(0, count));
    }

    public void Dispose() => spool.Dispose();
}
