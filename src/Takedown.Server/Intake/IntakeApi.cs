using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Intake;

internal static class IntakeApi
{
    private const string Ndjson = ResultFiles.Ndjson;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Claimant");

        group.MapPost("/batches", (HttpContext http, SubmitBatch submit) => submit.HandleAsync(http))
            .For(Claimant, Regulator).Scope(KeyScope.Send)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute())
            .Describe("submitBatch", "Submit any number of notices as JSON, NDJSON or CSV",
                "Each item has its own result; an invalid item does not affect the others. The body is streamed. "
                + "202 means that the accepted notices are stored durably. An item may have up to 262,144 bytes, the "
                + "body any length. A word that is in no vocabulary is answered with a warning, and with ?strict=true "
                + "refused. Regulators send orders and notices of authorities about platforms of their region, for "
                + "their functions. With an Idempotency-Key, the same body returns the same batch, and an interrupted "
                + "batch continues. A CSV file has Chinese or English headings or the paths of the "
                + "fields (empty tables: GET /v1/templates/notices.csv) and is read as spreadsheets save it, also with "
                + "semicolons or tabs and in GBK; a file whose encoding is uncertain is 415. A dry run returns all "
                + "results as NDJSON or CSV by Accept.")
            .Limited(LimitKind.Upload).Reads("dryRun", "strict", "unknown", "metadata")
            .Accepts<BatchInput>("application/json", Ndjson, "text/csv")
            .Answers<BatchView>(202).Fails(400, 409, 413, 415);

        group.MapGet("/batches", BatchList.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Read)
            .Describe("listBatches", "List your batches, newest first",
                "Each with its counts and without the results of its items. A batch that is still being received is "
                + "in the list.")
            .Paged().Answers<Page<BatchView>>().Fails(400);

        group.MapGet("/batches/{id:guid}", GetAsync).For(Claimant, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getBatch", "Read the progress of a batch").Answers<BatchView>().Fails(404);

        group.MapGet("/batches/{id:guid}/results", ResultsAsync).For(Claimant, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getBatchResults", "Read the result of each item",
                "A page of JSON, or all results as a download: NDJSON with ?format=ndjson or "
                + "Accept: application/x-ndjson, CSV with ?format=csv or Accept: text/csv. "
                + "?status=rejected&format=resend returns the rejected items as they were sent, each with its faults, "
                + "so that they can be corrected and sent again as they are; as CSV with Accept: text/csv. With a "
                + "limit, no more than that.")
            .Paged().Reads("itemStatus", "format").Answers<Page<ItemResult>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, BatchStore batches, BatchResults results, BatchParts parts)
    {
        if (await batches.FindAsync(id, Owner(http)) is not { } batch)
        {
            return http.Caller() is { Kind: Regulator, Id: var reader }
                && await parts.FindAsync(id, reader, http.RequestAborted) is { } part
                ? TypedResults.Ok(part) : Problems.NotFound(http);
        }
        var items = batch.Received > BatchResults.InlineLimit ? null
            : await results.ItemsAsync(batch, null, -1, BatchResults.InlineLimit, Language.Of(http));
        var view = batch.View(BatchResults.Inline(items, batch.Received));
        return TypedResults.Ok(Owner(http) is null ? Public(view) : view);
    }

    private static async Task<IResult> ResultsAsync(
        Guid id, HttpContext http, BatchStore batches, BatchResults results, AuditLog audit)
    {
        var query = new Query(http);
        var (limit, status) = (query.Limit, query.Word<ItemStatus>("status"));
        var format = query.OneOf("format", "json", "ndjson", "csv", "resend");
        // The cursor is an item index; -1 precedes the first item.
        var after = query.Text("after") is { Length: > 0 } ? query.After : -1;
        if (format == "resend" && status is not ItemStatus.Rejected)
        {
            var fault = new InputFault("?status", "value.unknown", $"{status}", "rejected");
            return Problems.Invalid(http, [.. query.Faults, fault]);
        }
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await batches.FindAsync(id, Owner(http)) is not { } batch) return Problems.NotFound(http);
        var isTable = format == "csv"
            || (format is null or "resend" && ResultFiles.Accepts(http, CsvText.MediaType));
        var isDownload = isTable || format is "ndjson" or "resend"
            || (format is null && ResultFiles.Accepts(http, Ndjson));
        // What was sent holds the contacts of people who are not the operator's own.
        if (http.Caller().Kind is Operator && isDownload) await audit.RecordAsync(http.Act("results.export", id));
        var language = Language.Of(http);
        var files = new ResultFiles(results, batch, language, isOwn: Owner(http) is not null);
        if (format == "resend")
        {
            var most = query.Text("limit") is null ? long.MaxValue : limit;
            return Stream(http, $"{id}-rejected", isTable, output => isTable
                ? files.WriteSentTableAsync(after, most, output) : files.WriteSentLinesAsync(after, most, output));
        }
        if (isDownload)
        {
            return Stream(http, $"{id}-results", isTable,
                output => files.WriteResultsAsync(status, after, isTable, output));
        }
        var rows = await results.ItemsAsync(batch, status, after, limit + 1, language);
        var page = Pages.Of(rows, limit, r => r.Index.ToString(CultureInfo.InvariantCulture), BatchResults.Length);
        return TypedResults.Ok(Owner(http) is null ? page with { Items = [.. page.Items.Select(Public)] } : page);
    }

    /// <summary>Without the claimant's own data, which only the claimant reads.</summary>
    private static BatchView Public(BatchView view) =>
        view with { Metadata = null, Results = view.Results is null ? null : [.. view.Results.Select(Public)] };

    private static ItemResult Public(ItemResult item) => item with { Metadata = null };

    private static PushStreamHttpResult Stream(
        HttpContext http, string name, bool isTable, Func<Stream, Task> write)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{(isTable ? "csv" : "ndjson")}\"";
        return TypedResults.Stream(write, isTable ? CsvText.ContentType : Ndjson);
    }

    private static Guid? Owner(HttpContext http) =>
        http.Caller() is { Kind: Claimant or Regulator, Id: var id } ? id : null;
}
