using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Intake;

internal static class IntakeApi
{
    /// <summary>Items of up to 256 KiB that are in memory at once.</summary>
    private const int SentAtOnce = 50;

    private const string Ndjson = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Claimant");

        group.MapPost("/batches", (HttpContext http, SubmitBatch submit) => submit.HandleAsync(http)).For(Claimant)
            .Scope(KeyScope.Send)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute())
            .Describe("submitBatch", "Submit any number of notices as JSON, NDJSON or CSV",
                "Each item has its own result; an invalid item does not affect the others. The body is streamed. "
                + "202 means that the accepted notices are stored durably. An item may have up to 262,144 bytes, the "
                + "body any length. With an Idempotency-Key, the same body returns the same batch, and an interrupted "
                + "batch continues.")
            .Limited(LimitKind.Upload).Reads("dryRun").Accepts<BatchInput>("application/json", Ndjson, "text/csv")
            .Answers<BatchView>(202).Fails(400, 409, 413, 415);

        group.MapGet("/batches/{id:guid}", GetAsync).For(Claimant, Operator).Scope(KeyScope.Read)
            .Describe("getBatch", "Read the progress of a batch").Answers<BatchView>().Fails(404);

        group.MapGet("/batches/{id:guid}/results", ResultsAsync).For(Claimant, Operator).Scope(KeyScope.Read)
            .Describe("getBatchResults", "Read the result of each item",
                "A page of JSON, or all results as an NDJSON download with ?format=ndjson or "
                + "Accept: application/x-ndjson. ?status=rejected&format=resend returns the rejected items as they "
                + "were sent, so that they can be corrected and sent again.")
            .Paged().Reads("itemStatus", "format").Answers<Page<ItemResult>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, BatchStore batches, BatchResults results)
    {
        if (await batches.FindAsync(id, Owner(http)) is not { } batch) return Problems.NotFound(http);
        var items = batch.Received > BatchResults.InlineLimit ? null
            : await results.ItemsAsync(id, null, -1, BatchResults.InlineLimit, Language.Of(http));
        // Longer than a page: they are read by pages.
        if (items?.Count < batch.Received || items?.Sum(Length) > PageBytes.Max) items = null;
        return TypedResults.Ok(batch.View(items));
    }

    private static async Task<IResult> ResultsAsync(
        Guid id, HttpContext http, BatchStore batches, BatchResults results, AuditLog audit)
    {
        var query = new Query(http);
        var (limit, status) = (query.Limit, query.Word<ItemStatus>("status"));
        var format = query.OneOf("format", "json", "ndjson", "resend");
        // The cursor is an item index; -1 precedes the first item.
        var after = query.Text("after") is { Length: > 0 } ? query.After : -1;
        if (format == "resend" && status is not ItemStatus.Rejected)
        {
            var fault = new InputFault("?status", "value.unknown", $"{status}", "rejected");
            return Problems.Invalid(http, [.. query.Faults, fault]);
        }
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await batches.FindAsync(id, Owner(http)) is null) return Problems.NotFound(http);
        // What was sent holds the contacts of people who are not the operator's own.
        if (http.Caller().Kind is Operator && format is ("resend" or "ndjson"))
            await audit.RecordAsync(http.Act("results.export", id));
        if (format == "resend")
        {
            return Stream(http, $"{id}-rejected.ndjson", output => WriteSentAsync(results, id, after, output));
        }
        var language = Language.Of(http);
        if (format == "ndjson" || (format is null && AcceptsNdjson(http)))
        {
            return Stream(http, $"{id}-results.ndjson",
                output => WriteResultsAsync(results, id, status, after, language, output));
        }
        var rows = await results.ItemsAsync(id, status, after, limit + 1, language);
        return TypedResults.Ok(Pages.Of(rows, limit, r => r.Index.ToString(CultureInfo.InvariantCulture), Length));
    }

    private static long Length(ItemResult item) => PageBytes.Around + (item.Errors ?? [])
        .Sum(e => 50 + PageBytes.Length(e.Pointer) + PageBytes.Length(e.Code) + PageBytes.Length(e.Message));

    private static bool AcceptsNdjson(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains(Ndjson, StringComparison.OrdinalIgnoreCase);

    private static async Task WriteResultsAsync(
        BatchResults results, Guid id, ItemStatus? status, long after, string language, Stream output)
    {
        while (await results.ItemsAsync(id, status, after, Query.MaxLimit, language) is { Count: > 0 } rows)
        {
            using var page = new MemoryStream();
            foreach (var row in rows)
            {
                JsonSerializer.Serialize(page, row, TakedownJson.Default.ItemResult);
                page.WriteByte((byte)'\n');
            }
            await output.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length));
            after = rows[^1].Index;
        }
    }

    private static async Task WriteSentAsync(BatchResults results, Guid id, long after, Stream output)
    {
        var defaults = DefaultsJson.Read(await results.DefaultsAsync(id));
        while (await results.SentAsync(id, after, SentAtOnce) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                // One line per item: a line break between JSON tokens equals a space, and tokens contain none.
                var line = DefaultsJson.Under(defaults, row.Raw).ReplaceLineEndings(" ").Trim();
                await output.WriteAsync(Encoding.UTF8.GetBytes(line + '\n'));
            }
            after = rows[^1].ItemIndex;
        }
    }

    private static PushStreamHttpResult Stream(HttpContext http, string name, Func<Stream, Task> write)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return TypedResults.Stream(write, Ndjson);
    }

    private static Guid? Owner(HttpContext http) => http.Caller() is { Kind: Claimant, Id: var id } ? id : null;
}
