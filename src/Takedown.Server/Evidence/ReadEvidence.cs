using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Gives files to those who may read them. Each read is in the custody log before its first byte goes.
/// </summary>
internal sealed class ReadEvidence(
    IEvidenceFiles files, RegistryCache registryCache, AuditLog audit, Database database, Ids ids, TimeProvider time,
    ILogger<ReadEvidence> log)
{
    /// <summary>What somebody sent is never shown by a browser as a page of this server.</summary>
    private const string Sandbox = "sandbox; default-src 'none'";

    public Task<IResult> GetAsync(string sha256, HttpContext http) => OpenAsync(sha256, http, isRead: true);

    /// <summary>The same without the bytes, which is no read.</summary>
    public Task<IResult> HeadAsync(string sha256, HttpContext http) => OpenAsync(sha256, http, isRead: false);

    public async Task<Results<Ok<Page<CustodyEntry>>, ProblemHttpResult>> CustodyAsync(
        string sha256, HttpContext http)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId ?? Guid.Empty);
        var (found, problem) = await FindAsync(sha256, http, query);
        if (problem is not null) return problem;
        var (hash, row) = found!.Value;
        var rows = await database.ReadAsync(s =>
            Custody.PageAsync(s, hash, row.OrganisationId, http.Caller(), after, limit + 1));
        List<CustodyEntry> entries = [.. rows.Select(r => r.View(http.Caller()))];
        return TypedResults.Ok(Pages.Of(entries, limit, e => e.Id.ToString()));
    }

    private async Task<IResult> OpenAsync(string sha256, HttpContext http, bool isRead)
    {
        var (found, problem) = await FindAsync(sha256, http, new Query(http));
        if (problem is not null) return problem;
        var (hash, row) = found!.Value;
        try
        {
            if (await files.OpenAsync(hash, http.RequestAborted) is { } content)
            {
                http.Response.RegisterForDisposeAsync(content);
                if (content.Length == row.Length)
                {
                    if (isRead) await RecordAsync(http, hash, row);
                    return Content(http, hash, row, content);
                }
            }
            log.LogError("The file {Hash} of evidence is missing or damaged.", hash);
        }
        catch (EvidenceStoreException error)
        {
            log.LogError(error, "A file of evidence could not be read.");
        }
        return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "evidence.unavailable");
    }

    private async Task<((EvidenceHash Hash, EvidenceRow Row)?, ProblemHttpResult?)> FindAsync(
        string sha256, HttpContext http, Query query)
    {
        var by = query.Id("notice");
        if (query.Faults.Count > 0) return (null, Problems.Invalid(http, query.Faults));
        if (!EvidenceHash.TryParse(sha256, out var hash)) return (null, Problems.NotFound(http));
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var row = await database.ReadAsync(s => EvidenceAccess.FindAsync(s, http.Caller(), registry, hash, by));
        return row is null ? (null, Problems.NotFound(http)) : ((hash, row), null);
    }

    private async Task RecordAsync(HttpContext http, EvidenceHash hash, EvidenceRow row)
    {
        var caller = http.Caller();
        var act = http.Act("evidence.read", hash);
        var entry = CustodyRow.Of(caller, ids.Next(), hash, row.OrganisationId, "read", time.GetUtcNow()) with
        {
            NoticeId = row.NoticeId,
        };
        await database.WriteAsync(async s =>
        {
            await Custody.AddAsync(s, entry);
            if (Custody.SeesAll(caller)) await audit.AddAsync(s, act);
        });
    }

    private static FileStreamHttpResult Content(
        HttpContext http, EvidenceHash hash, EvidenceRow row, Stream content)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(hash.Bytes)}:";
        var extension = MediaType.Named(row.MediaType)?.Extension ?? "bin";
        return TypedResults.Stream(
            content, row.MediaType, $"{hash}.{extension}", row.StoredAt, new EntityTagHeaderValue($"\"{hash}\""),
            enableRangeProcessing: true);
    }
}
