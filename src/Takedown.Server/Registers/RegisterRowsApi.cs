using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Registers;

/// <summary>Single rows: read, change, remove, and what they were before.</summary>
internal static class RegisterRowsApi
{
    private const int MaxReason = 2000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/{code}/rows/{id:guid}", GetAsync).For(Regulator, Platform, Operator).Scope(KeyScope.Read)
            .Describe("getRegisterRow", "Read one row of a register",
                "A removed row is 404; its history stays readable.").Answers<RegisterRow>().Fails(404);

        group.MapPut("/{code}/rows/{id:guid}", ChangeAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("changeRegisterRow", "Write the next version of a row of your list",
                "The fields are replaced as a whole. version refuses to overwrite another change. Needs a person's "
                    + "key.")
            .Accepts<RegisterRowInput>("application/json").Answers<RegisterRow>().Fails(400, 404, 409);

        group.MapPost("/{code}/rows/{id:guid}/removal", RemoveAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("removeRegisterRow", "Remove a row from your list",
                "Its versions stay and are read with asOf and in its history. Needs a person's key.")
            .Accepts<RegisterRemovalInput>("application/json").Answers(204).Fails(400, 404, 409);

        group.MapGet("/{code}/rows/{id:guid}/history", HistoryAsync).For(Regulator, Platform, Operator)
            .Scope(KeyScope.Read)
            .Describe("readRegisterHistory", "Read the versions of a row, oldest first",
                "A removed row has a history too. after is the version of the last one.")
            .Paged().Answers<Page<RegisterVersion>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<RegisterRow>, ProblemHttpResult>> GetAsync(
        string code, Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var (register, row) = await FindAsync(code, id, http, database, registryCache);
        if (register is null || row is not { Removed: false }) return Problems.NotFound(http);
        var names = await database.ReadAsync(s => OrganisationNames.OfAsync(s, [row.BodyId]));
        return TypedResults.Ok(row.View(register, names));
    }

    private static async Task<Results<Ok<RegisterRow>, ProblemHttpResult>> ChangeAsync(
        string code, Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RegisterRowInput);
        if (problem is not null) return problem;
        var (register, row) = await FindAsync(code, id, http, database, registryCache);
        if (register is null || row is not { Removed: false }) return Problems.NotFound(http);
        var entry = WriteRegister.EntryOf(http, register, input!, out problem);
        if (entry is null) return problem!;
        if (Owner(http, row, out problem) is not { } officer) return problem!;
        var act = http.Act("register-row.change", id);
        return await database.WriteAsync<Results<Ok<RegisterRow>, ProblemHttpResult>>(async s =>
        {
            await RegisterStore.LockAsync(s, code, officer.OrganisationId);
            var latest = await RegisterStore.FindAsync(s, code, id);
            if (latest is not { Removed: false }) return Problems.NotFound(http);
            if (input!.Version is { } known && known != latest.Version)
                return Problems.Conflict(http, "register.version-conflict");
            var now = time.GetUtcNow();
            var next = StoredRow.Of(id, latest.Version + 1, register, entry, officer, now);
            if (await RegisterStore.IsTakenAsync(s, next)) return Problems.Conflict(http, "register.row-exists");
            await RegisterStore.WriteAsync(s, next);
            await RegisterStore.TouchAsync(s, code, officer, now);
            var names = await OrganisationNames.OfAsync(s, [next.BodyId]);
            var view = next.View(register, names);
            await audit.AddAsync(s, act, latest.View(register, names), view, TakedownJson.Default.RegisterRow);
            return TypedResults.Ok(view);
        });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string code, Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RegisterRemovalInput);
        if (problem is not null) return problem;
        var (register, row) = await FindAsync(code, id, http, database, registryCache);
        if (register is null || row is not { Removed: false }) return Problems.NotFound(http);
        if (string.IsNullOrWhiteSpace(input!.Reason))
            return Problems.Invalid(http, new InputFault("/reason", "field.required"));
        if (input.Reason.Length > MaxReason)
            return Problems.Invalid(http, new InputFault("/reason", "value.too-long", $"{MaxReason}"));
        if (Owner(http, row, out problem) is not { } officer) return problem!;
        var act = http.Act("register-row.discard", id);
        return await database.WriteAsync<Results<NoContent, ProblemHttpResult>>(async s =>
        {
            await RegisterStore.LockAsync(s, code, officer.OrganisationId);
            if (await RegisterStore.FindAsync(s, code, id) is not { Removed: false } latest)
                return Problems.NotFound(http);
            var now = time.GetUtcNow();
            await RegisterStore.WriteAsync(s, latest with
            {
                Version = latest.Version + 1, Removed = true, Reason = input.Reason.Trim(), Since = now, Until = null,
                PersonId = officer.PersonId, Person = officer.Name,
            });
            await RegisterStore.TouchAsync(s, code, officer, now);
            var names = await OrganisationNames.OfAsync(s, [latest.BodyId]);
            await audit.AddAsync(s, act, latest.View(register, names), null, TakedownJson.Default.RegisterRow);
            return TypedResults.NoContent();
        });
    }

    private static async Task<Results<Ok<Page<RegisterVersion>>, ProblemHttpResult>> HistoryAsync(
        string code, Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (after, limit) = (query.After, query.Limit);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (register, row) = await FindAsync(code, id, http, database, registryCache);
        if (register is null || row is null) return Problems.NotFound(http);
        // One before the page, for what changed in its first version.
        var first = Math.Max(0, after - 1);
        var rows = await database.ReadAsync(s => RegisterStore.VersionsAsync(s, code, id, first, limit + 2));
        var views = rows.Select((r, i) => r.VersionView(register, i == 0 ? null : rows[i - 1]))
            .Where(v => v.Version > after).Take(limit + 1).ToList();
        return TypedResults.Ok(Pages.Of(
            views, limit, v => $"{v.Version}",
            v => PageBytes.Around + v.Fields.Sum(f => PageBytes.Length(f.Value.GetRawText()))));
    }

    private static async Task<(RegisterDefinition? Register, StoredRow? Row)> FindAsync(
        string code, Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var caller = http.Caller();
        if (RegisterReaders.Find(code, caller) is not { } register) return default;
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var row = await database.ReadAsync(s => RegisterStore.FindAsync(s, code, id));
        return row is not null && registry.Reads(register, caller, row.BodyId) ? (register, row) : default;
    }

    /// <summary>Who writes a row: a person of the body that keeps it.</summary>
    private static Officer? Owner(HttpContext http, StoredRow row, out ProblemHttpResult? problem)
    {
        var officer = Officer.Of(http, out problem);
        if (officer is null || row.BodyId == officer.OrganisationId) return officer;
        problem = Problems.Of(http, StatusCodes.Status403Forbidden, "register.not-yours");
        return null;
    }
}
