using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Forms;

/// <summary>Reports upward on major issues: the bodies above the author in one of its functions read them.</summary>
internal static class BulletinsApi
{
    private const string Columns = "id, body_id AS organisation_id, title, text, case_id, at, person_id, person";

    private static readonly Table<BulletinView> Table = new("bulletins",
    [
        new("id", ColumnType.Id, b => b.Id),
        new("body_id", ColumnType.Id, b => b.OrganisationId),
        new("title", ColumnType.Text, b => b.Title),
        new("text", ColumnType.Text, b => b.Text),
        new("case_id", ColumnType.Id, b => b.CaseId),
        new("at", ColumnType.Instant, b => b.At),
        new("person_id", ColumnType.Id, b => b.PersonId),
        new("person", ColumnType.Text, b => b.Person),
    ]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/bulletins").WithTags("Regulator");

        group.MapPost("", SendAsync).For(Regulator).Scope(KeyScope.Send)
            .Describe("sendBulletin", "Report a major issue upward",
                "The bodies above yours in one of its functions read it. A case must be one that you may read.")
            .Idempotent().Accepts<BulletinInput>("application/json").Answers<BulletinView>(201).Fails(400, 404, 409);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listBulletins", "List the bulletins of your body and of those below it, oldest first",
                "Those below it in one of its functions. The operator lists all.")
            .Paged().Answers<Page<BulletinView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getBulletin", "Read a bulletin",
                "Its author, the bodies above it in one of its functions and the operator read it.")
            .Answers<BulletinView>().Fails(404);
    }

    private static async Task<Results<Created<BulletinView>, ProblemHttpResult>> SendAsync(
        HttpContext http, Database database, RegistryCache registryCache, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.BulletinInput);
        if (problem is not null) return problem;
        List<InputFault> faults =
            [.. FormInput.Text("/title", input!.Title, 200), .. FormInput.Text("/text", input.Text, 10_000)];
        if (input.Title.AsSpan().ContainsAny('\r', '\n')) faults.Add(new("/title", "text.line"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (input.CaseId is { } caseId
            && (await database.ReadAsync(s => CaseStore.FindAsync(s, caseId)) is not { } about
                || !CaseStore.IsReadBy(about, registry, http.Caller()))) return Problems.NotFound(http);
        var sent = new BulletinView
        {
            Id = ids.Next(),
            At = time.GetUtcNow(),
            OrganisationId = http.Caller().Id,
            OrganisationName = registry.Regulators.GetValueOrDefault(http.Caller().Id)?.Name,
            PersonId = http.Caller().PersonId,
            Person = http.Caller().PersonName,
            Title = input.Title,
            Text = input.Text,
            CaseId = input.CaseId,
        };
        await database.WriteAsync(s => s.InsertAsync(Table, [sent]));
        return TypedResults.Created($"/v1/bulletins/{sent.Id}", sent);
    }

    private static async Task<Results<Ok<Page<BulletinView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var bodies = registry.Regulators.Keys.Where(author => IsReadBy(registry, http.Caller().Id, author)).ToList();
        var rows = await database.ReportAsync(s => s.QueryAsync<BulletinView>(
            $"SELECT {Columns} FROM bulletins WHERE id > @after AND body_id IN {s.In("bodies")} "
                + "ORDER BY id LIMIT @take",
            new { after = after ?? Guid.Empty, bodies = s.Ids(bodies), take = limit + 1 }));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => Named(r, registry))], limit, b => b.Id.ToString(),
            b => PageBytes.Around + PageBytes.Length(b.Title) + PageBytes.Length(b.Text)));
    }

    private static async Task<Results<Ok<BulletinView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var found = await database.ReadAsync(s => s.FirstAsync<BulletinView>(
            $"SELECT {Columns} FROM bulletins WHERE id = @id", new { id }));
        return found is not null && IsReadBy(registry, http.Caller().Id, found.OrganisationId)
            ? TypedResults.Ok(Named(found, registry)) : Problems.NotFound(http);
    }

    private static bool IsReadBy(RegistrySnapshot registry, Guid reader, Guid author) =>
        reader == author || reader == registry.OperatorId || registry.IsAbove(reader, author);

    private static BulletinView Named(BulletinView bulletin, RegistrySnapshot registry) => bulletin with
    {
        OrganisationName = registry.Regulators.GetValueOrDefault(bulletin.OrganisationId)?.Name,
    };
}
