using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>The dumps of the public record and their files.</summary>
internal static class DumpsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/transparency/dumps").WithTags("Public")
            .ForEverybody().AndReaders().Scope(KeyScope.Read).Limited(LimitKind.PublicRecord)
            .AddEndpointFilter(PublicRecordApi.Off(r => r.PublishesNotices));

        group.MapGet("", ListAsync)
            .Describe("listDumps", "List the daily dumps of the public record, newest first",
                "Each is the whole record as it was, with the digests of its files. Hosts stand in place of URLs. When "
                + "a notice is hidden, or something in it is corrected or left out, the dumps that contain it are "
                + "withdrawn: their files are gone, the manifest says when and on which grounds, and today's dump is "
                + "made again.")
            .Answers<DumpList>().Fails(429);

        group.MapGet("/{day}/{file}", FileAsync)
            .Describe("getDump", "Download a file of a dump",
                "notices.ndjson: one notice a line; notices.parquet: the same in columns. Takes Range and If-Range, so "
                + "that a download that broke off goes on. 410 for a dump that was withdrawn.")
            .Answers(200).Answers(206).Fails(404, 410, 416, 429);
    }

    private static async Task<Ok<DumpList>> ListAsync(HttpContext http, DumpFolder folder)
    {
        List<DumpManifest> items = [];
        foreach (var day in folder.Days)
            if (await folder.ReadAsync(day, http.RequestAborted) is { } manifest) items.Add(manifest);
        return TypedResults.Ok(new DumpList { Items = items });
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> FileAsync(
        string day, string file, HttpContext http, DumpFolder folder)
    {
        if (DumpFolder.ReadDay(day) is not { } wanted
            || await folder.ReadAsync(wanted, http.RequestAborted) is not { } manifest) return Problems.NotFound(http);
        if (manifest.Withdrawn is not null && file is DumpWriter.Lines or DumpWriter.Columns)
            return Problems.Of(http, StatusCodes.Status410Gone, "dump.withdrawn");
        if (manifest.Files.FirstOrDefault(f => f.Name == file) is not { } found
            || folder.Open(manifest, found) is not { } content) return Problems.NotFound(http);
        return TypedResults.Stream(
            content, found.MediaType, $"{day}-{found.Name}", manifest.MadeAt,
            new EntityTagHeaderValue($"\"{found.Sha256}\""), enableRangeProcessing: true);
    }
}
