using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Credit;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Credit;

/// <summary>The blacklist with basis, start, end and removal (D32).</summary>
internal static class BlacklistApi
{
    private const int MaxName = 300, MaxBasis = 5000, MaxReason = 2000, MaxYears = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/blacklist-entries").WithTags("Regulator");

        group.MapPost("", AddAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("addBlacklistEntry", "Put somebody on the blacklist, with the basis and the end",
                "Needs a person's key.")
            .Accepts<BlacklistEntryInput>("application/json").Answers<BlacklistEntryView>(201).Fails(400);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listBlacklistEntries", "List the entries of your body and of the bodies below it, oldest first",
                "Entries that have ended or were removed are listed too.")
            .Paged().Answers<Page<BlacklistEntryView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getBlacklistEntry", "Read an entry of the blacklist", "Of your body or of a body below it.")
            .Answers<BlacklistEntryView>().Fails(404);

        group.MapPost("/{id:guid}/removal", RemoveAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("removeBlacklistEntry", "Remove an entry of your body before its end, with a reason",
                "Needs a person's key.")
            .Accepts<ReasonInput>("application/json").Answers<BlacklistEntryView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Created<BlacklistEntryView>, ProblemHttpResult>> AddAsync(
        HttpContext http, StoredAnswers answers, RegistryCache registryCache, AuditLog audit, Ids ids,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.BlacklistEntryInput);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var today = registry.DayOf(http.Caller().Id, now);
        var from = input!.From ?? today;
        var faults = FaultsOf(input, from, today);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var body = registry.Regulators[officer.OrganisationId];
        var row = new BlacklistEntry
        {
            Id = ids.Next(),
            Uscc = input.Uscc!,
            Name = input.Name!,
            Basis = input.Basis!,
            Starts = BlacklistEntry.Write(from),
            Ends = BlacklistEntry.Write(input.To!.Value),
            CaseId = input.CaseId,
            BodyId = body.Id,
            Region = body.Region,
            Function = body.FunctionList[0],
            PersonId = officer.PersonId,
            Person = officer.Name,
            At = now,
        };
        var act = http.Act("blacklist-entry.create", row.Id);
        (var view, problem) = await answers.OnceAsync(http, TakedownJson.Default.BlacklistEntryView, async s =>
        {
            if (row.CaseId is { } caseId && (await CaseStore.FindAsync(s, caseId) is not { } found
                || !CaseStore.IsDecidedBy(found, http.Caller())))
                return (null, Problems.Invalid(http, new InputFault("/caseId", "case.unknown")));
            await s.InsertAsync(BlacklistEntry.Table, [row]);
            var made = row.View(await OrganisationNames.OfAsync(s, [row.BodyId]), today);
            await audit.AddAsync(s, act, null, made, TakedownJson.Default.BlacklistEntryView);
            return (made, null);
        });
        return problem is not null ? problem : TypedResults.Created("/v1/blacklist-entries", view);
    }

    private static List<InputFault> FaultsOf(BlacklistEntryInput input, DateOnly from, DateOnly today)
    {
        List<InputFault> faults = [];
        if (input.Uscc is not { } code) faults.Add("/uscc", "field.required");
        else if (!CreditCode.IsValid(code)) faults.Add("/uscc", "uscc.invalid");
        faults.CheckText(input.Name, MaxName, "/name");
        faults.CheckText(input.Basis, MaxBasis, "/basis");
        if (input.To is not { } to) faults.Add("/to", "field.required");
        else if (to < today) faults.Add("/to", "time.past");
        else if (to < from || to > from.AddYears(MaxYears)) faults.Add("/to", "time.out-of-range");
        return faults;
    }

    private static async Task<Results<Ok<Page<BlacklistEntryView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var now = time.GetUtcNow();
        var views = await database.ReadAsync<IReadOnlyList<BlacklistEntryView>>(async s =>
        {
            var rows = await BlacklistEntry.ListAsync(s, reader, after ?? Guid.Empty, limit + 1);
            var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId));
            return [.. rows.Select(r => r.View(names, registry.DayOf(r.BodyId, now)))];
        });
        return TypedResults.Ok(Pages.Of(
            views, limit, v => v.Id.ToString(), v => PageBytes.Around + PageBytes.Length(v.Basis)));
    }

    private static async Task<Results<Ok<BlacklistEntryView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var view = await database.ReadAsync(async s => await BlacklistEntry.FindAsync(s, reader, id) is { } row
            ? row.View(
                await OrganisationNames.OfAsync(s, [row.BodyId]), registry.DayOf(row.BodyId, time.GetUtcNow()))
            : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<BlacklistEntryView>, ProblemHttpResult>> RemoveAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var act = http.Act("blacklist-entry.retire", id);
        (var view, problem) = await database.WriteAsync<(BlacklistEntryView?, ProblemHttpResult?)>(async s =>
        {
            var row = await BlacklistEntry.FindAsync(s, reader, id, database.Dialect.ForUpdate);
            if (row is null) return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var refused) is null) return (null, refused);
            if (row.BodyId != http.Caller().Id) return (null, CaseGate.NotYours(http));
            if (row.RemovedAt is not null) return (null, Problems.Conflict(http, "blacklist-entry.removed"));
            var now = time.GetUtcNow();
            var names = await OrganisationNames.OfAsync(s, [row.BodyId]);
            var today = registry.DayOf(row.BodyId, now);
            var removed = row with { RemovedAt = now, RemovalReason = input.Reason };
            await s.UpdateAsync(BlacklistEntry.Table, [removed]);
            var after = removed.View(names, today);
            await audit.AddAsync(s, act, row.View(names, today), after, TakedownJson.Default.BlacklistEntryView);
            return (after, null);
        });
        return problem is not null ? problem : TypedResults.Ok(view);
    }
}
