using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Anybody asks for a correction of the public record; the operator decides.</summary>
internal static class CorrectionsApi
{
    private const int MaxWho = 200, MaxContact = 500, MaxText = 5000, MaxReason = 2000;

    /// <summary>Open requests about one notice, so that nobody can bury it.</summary>
    private const int MaxOpen = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/transparency/corrections").WithTags("Public");

        group.MapPost("", AskAsync).ForEverybody().Scope(KeyScope.Read).Limited(LimitKind.PublicRecord)
            .AddEndpointFilter(PublicRecordApi.Off(r => r.PublishesNotices))
            .Describe("askForCorrection", "Ask for a correction of the public record, without an account",
                "The contact is stored encrypted and read only by the operator's people. What is published changes "
                + "only by a decision.")
            .Accepts<CorrectionInput>("application/json").Answers<CorrectionReceipt>(201).Fails(400, 404, 409, 429);

        group.MapGet("", ListAsync).For(Operator).Scope(KeyScope.Read)
            .Describe("listCorrections", "List requests for correction, oldest first",
                "Without who asks and the contact.")
            .Paged().Reads("correctionStatus").Answers<Page<CorrectionView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Operator).Scope(KeyScope.Read)
            .Describe("getCorrection", "Read a request for correction",
                "Who asks and the contact are shown to people, not to an organisation's own key. Reads are audited.")
            .Answers<CorrectionView>().Fails(404);

        group.MapPost("/{id:guid}/refusal", RefuseAsync).For(Operator).Scope(KeyScope.Decide)
            .Describe("refuseCorrection", "Refuse a request for correction, with a reason",
                "A request is granted by a decision about its notice that names it.")
            .Accepts<ReasonInput>("application/json").Answers<CorrectionView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Created<CorrectionReceipt>, ProblemHttpResult>> AskAsync(
        HttpContext http, Database database, SecretBox box, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CorrectionInput);
        if (problem is not null) return problem;
        var faults = FaultsOf(input!, box);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var row = new CorrectionRow
        {
            Id = ids.Next(),
            NoticeId = input!.NoticeId!.Value,
            Who = box.Protect(input.Who!.Trim()),
            Contact = string.IsNullOrWhiteSpace(input.Contact) ? null : box.Protect(input.Contact.Trim()),
            Text = input.Text!,
            At = time.GetUtcNow(),
        };
        problem = await database.WriteAsync(async s =>
        {
            await s.LockAsync($"record {row.NoticeId}");
            // What was never delivered was never published either.
            if (await NoticeStore.FindAsync(s, row.NoticeId) is not { DeliveredAt: not null })
                return Problems.NotFound(http);
            if (await CorrectionStore.OpenAsync(s, row.NoticeId) >= MaxOpen)
                return Problems.Conflict(http, "correction.too-many");
            await CorrectionStore.AddAsync(s, row);
            return null;
        });
        return problem is not null ? problem : TypedResults.Created((string?)null, row.Receipt);
    }

    private static List<InputFault> FaultsOf(CorrectionInput input, SecretBox box)
    {
        List<InputFault> faults = [];
        if (input.NoticeId is null) faults.Add("/noticeId", "field.required");
        faults.CheckText(input.Who, MaxWho, "/who");
        faults.CheckText(input.Text, MaxText, "/text");
        if (string.IsNullOrWhiteSpace(input.Contact)) return faults;
        faults.CheckLength(input.Contact, MaxContact, "/contact");
        // Without a key a contact would be stored readable.
        if (!box.IsEncrypting) faults.Add("/contact", "contact.not-kept");
        return faults;
    }

    private static async Task<Results<Ok<Page<CorrectionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<CorrectionStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await database.ReadAsync(
            s => CorrectionStore.ListAsync(s, status, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of<CorrectionView>(
            [.. rows.Select(r => r.View)], limit, c => c.Id.ToString(),
            c => PageBytes.Around + PageBytes.Length(c.Text)));
    }

    private static async Task<Results<Ok<CorrectionView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, SecretBox box, AuditLog audit)
    {
        if (await database.ReadAsync(s => CorrectionStore.FindAsync(s, id)) is not { } row)
            return Problems.NotFound(http);
        if (http.Caller().PersonId is null) return TypedResults.Ok(row.View);
        await audit.RecordAsync(http.Act("correction.read", id));
        return TypedResults.Ok(row.View with
        {
            Who = box.Unprotect(row.Who),
            Contact = row.Contact is { } contact ? box.Unprotect(contact) : null,
        });
    }

    private static async Task<Results<Ok<CorrectionView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, Database database, AuditLog audit, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("correction.refuse", id);
        var (row, refused) = await database.WriteAsync<(CorrectionRow?, ProblemHttpResult?)>(async s =>
        {
            if (await CorrectionStore.FindAsync(s, id) is null) return (null, Problems.NotFound(http));
            if (!await CorrectionStore.RefuseAsync(s, id, input.Reason!, time.GetUtcNow()))
                return (null, Problems.Conflict(http, "correction.state"));
            var after = await CorrectionStore.FindAsync(s, id);
            await audit.AddAsync(s, act);
            return (after, null);
        });
        return refused is not null ? refused : TypedResults.Ok(row!.View);
    }
}
