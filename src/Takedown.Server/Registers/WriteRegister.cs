using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core;
using Takedown.Core.Registers;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary><c>POST /v1/registers/{code}</c>: one row as JSON, or a file of rows.</summary>
internal sealed class WriteRegister(ImportRegister import, Database database, AuditLog audit, Ids ids,
    TimeProvider time)
{
    public static async Task<IResult> HandleAsync(string code, HttpContext http, WriteRegister write)
    {
        var query = new Query(http);
        var options = new ImportOptions(query.Flag("dryRun"), query.Flag("partial"), query.Flag("replace"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var isTable = http.Request.ContentType?.Split(';')[0].Trim()
            .Equals(CsvText.MediaType, StringComparison.OrdinalIgnoreCase) is true;
        if (!isTable) return await write.AddAsync(code, http, options);
        if (http.Request.Headers.ContentEncoding is not [] and not ["identity"]) return Problems.Unsupported(http);
        if (RegisterReaders.Find(code, http.Caller()) is not { } register) return Problems.NotFound(http);
        return Officer.Of(http, out var problem) is { } officer
            ? await write.ImportAsync(http, register, officer, options) : problem!;
    }

    /// <summary>The values of a row; null, with the problem, if one of them is bad.</summary>
    public static RegisterEntry? EntryOf(
        HttpContext http, RegisterDefinition register, RegisterRowInput input, out ProblemHttpResult? problem)
    {
        List<InputFault> faults = [];
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (input.Fields is null) faults.Add("/fields", "field.required");
        foreach (var (name, value) in input.Fields ?? new Dictionary<string, System.Text.Json.JsonElement>())
        {
            if (faults.Count > register.Fields.Count) break;
            if (register.Fields.All(f => f.Name != name))
                faults.Add($"/fields/{JsonErrors.Escape(name)}", "field.unknown", JsonErrors.Shorten(name));
            else if (RegisterValues.Text(value) is { } text) texts[name] = text;
            else faults.Add($"/fields/{name}", "field.type", register.Fields.First(f => f.Name == name).Type);
        }
        List<Fault> found = [];
        var entry = RegisterEntry.Of(register, texts, found);
        if (input.Fields is not null)
        {
            // What is of another type is not missing too.
            faults.AddRange(found.Where(f => !faults.Exists(known => known.Pointer == $"/fields{f.Pointer}"))
                .Select(f => RegisterFaults.Of(f, register, texts, "/fields")).ToList());
        }
        problem = faults.Count > 0 ? Problems.Invalid(http, faults) : null;
        return problem is null ? entry : null;
    }

    private async Task<IResult> AddAsync(string code, HttpContext http, ImportOptions options)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RegisterRowInput);
        if (problem is not null) return problem;
        if (RegisterReaders.Find(code, http.Caller()) is not { } register) return Problems.NotFound(http);
        if (options.Partial || options.Replace || input!.Version is not null)
        {
            return Problems.Invalid(http, new InputFault(
                options.Partial ? "?partial" : options.Replace ? "?replace" : "/version", "value.not-allowed"));
        }
        if (EntryOf(http, register, input, out problem) is not { } entry) return problem!;
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var id = ids.Next();
        var act = http.Act("register-row.create", id);
        return await database.WriteAsync<IResult>(async s =>
        {
            await RegisterStore.LockAsync(s, code, officer.OrganisationId);
            var now = time.GetUtcNow();
            var row = StoredRow.Of(id, 1, register, entry, officer, now);
            if (await RegisterStore.IsTakenAsync(s, row)) return Problems.Conflict(http, "register.row-exists");
            if (options.DryRun) return TypedResults.Ok(Difference(http, register, entry, row, options));
            var view = row.View(register, await OrganisationNames.OfAsync(s, [row.BodyId]));
            // It is there if the transaction runs again because the confirmation of its commit was lost.
            if (await RegisterStore.FindAsync(s, code, id) is null)
            {
                await RegisterStore.WriteAsync(s, row);
                await RegisterStore.TouchAsync(s, code, officer, now);
                await audit.AddAsync(s, act, null, view, TakedownJson.Default.RegisterRow);
            }
            return TypedResults.Created($"/v1/registers/{code}/rows/{id}", view);
        });
    }

    /// <summary>What one row would do, as an import of it tells.</summary>
    private static RegisterImport Difference(
        HttpContext http, RegisterDefinition register, RegisterEntry entry, StoredRow row, ImportOptions options)
    {
        var import = new ImportDifference(register, row.Id);
        import.Count(1, entry, row, null);
        return import.View(options, 0, Language.Of(http)) with { Rows = 1 };
    }

    private async Task<IResult> ImportAsync(
        HttpContext http, RegisterDefinition register, Officer officer, ImportOptions options)
    {
        using var body = new IncomingBody(http, ImportRegister.MaxBytes, weight: 3);
        try
        {
            await body.CoverAsync(ImportRegister.HeldBytes);
            return await import.RunAsync(http, body, register, officer, options);
        }
        catch (Exception error) when (body.ProblemOf(error) is { } problem)
        {
            return problem;
        }
    }
}
