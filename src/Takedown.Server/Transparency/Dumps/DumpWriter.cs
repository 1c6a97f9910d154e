using System.Security.Cryptography;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>
/// Writes the files of a dump as the notices come: lines of JSON, and Parquet in groups of rows. Memory is one group,
/// however long the record is.
/// </summary>
internal static class DumpWriter
{
    public const string Lines = "notices.ndjson", Columns = "notices.parquet";
    public const string LinesType = "application/x-ndjson", ColumnsType = "application/vnd.apache.parquet";

    /// <summary>Rows of a group of the Parquet file, which is what is kept in memory.</summary>
    public const int GroupSize = 5000;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <returns>The number of notices, and the files.</returns>
    public static async Task<(long Notices, IReadOnlyList<DumpFile> Files)> WriteAsync(
        string folder, IAsyncEnumerable<PublicNotice> notices, CancellationToken cancellation)
    {
        var count = 0L;
        await using (var lines = Create(folder, Lines))
        await using (var columns = Create(folder, Columns))
        await using (var groups = await DumpColumns.OpenAsync(columns, cancellation))
        {
            var group = new List<PublicNotice>(GroupSize);
            await foreach (var notice in notices.WithCancellation(cancellation))
            {
                // Without the whole URL: a list of those is a catalogue.
                var view = PublicReader.View(notice, withUrl: false);
                await JsonSerializer.SerializeAsync(
                    lines, view, TakedownJson.Default.TransparencyNotice, cancellation);
                await lines.WriteAsync(LineEnd, cancellation);
                group.Add(notice);
                count++;
                if (group.Count < GroupSize) continue;
                await groups.WriteAsync(group, cancellation);
                group.Clear();
            }
            if (group.Count > 0) await groups.WriteAsync(group, cancellation);
        }
        return (count,
        [
            await FileAsync(folder, Lines, LinesType, cancellation),
            await FileAsync(folder, Columns, ColumnsType, cancellation),
        ]);
    }

    private static FileStream Create(string folder, string name) =>
        new(Path.Combine(folder, name), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 64 * 1024,
            Options = FileOptions.Asynchronous,
        });

    private static async Task<DumpFile> FileAsync(
        string folder, string name, string type, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(folder, name));
        return new()
        {
            Name = name,
            MediaType = type,
            Bytes = file.Length,
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)),
        };
    }
}
