using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Registers;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Http.Csv;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>How a file is imported.</summary>
/// <param name="DryRun">Whether nothing is stored.</param>
/// <param name="Partial">Whether good rows are stored where others are bad.</param>
/// <param name="Replace">Whether rows that are not in the file are removed.</param>
internal sealed record ImportOptions(bool DryRun, bool Partial, bool Replace);

/// <summary>Imports a file of rows: read and compared in sets, stored at once at the end.</summary>
internal sealed class ImportRegister(ImportStore store, Database database, AuditLog audit, Ids ids, TimeProvider time)
{
    public const int MaxBytes = 64 << 20;

    /// <summary>The memory that the set in hand takes.</summary>
    public const int HeldBytes = 2 << 20;

    private const int MaxRows = 200_000;
    private const int Chunk = 1000;

    public async Task<IResult> RunAsync(
        HttpContext http, IncomingBody body, RegisterDefinition register, Officer officer, ImportOptions options)
    {
        using var lines = new CsvLines(body.Stream, RegisterTable.MaxRow, RegisterTable.TooLong);
        var (table, faults) = await RegisterTable.ReadAsync(lines, register, body.Cancellation);
        if (table is null) return Problems.Invalid(http, faults);
        var known = await store.VersionAsync(register.Code, officer.OrganisationId);
        var import = new ImportDifference(register, ids.Next());
        try
        {
            while (await ReadAsync(lines, table, import, body.Cancellation) is { Count: > 0 } rows)
            {
                if (import.Rows > MaxRows)
                    return Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "register.import-too-long");
                await CompareAsync(rows, import, officer, options);
            }
            var stored = await store.CountAsync(register.Code, officer.OrganisationId);
            var view = import.View(options, stored, Language.Of(http));
            if (options.DryRun) return TypedResults.Ok(view);
            if (import.Rejected > 0 && !options.Partial) return Refused(http, view);
            return await ApplyAsync(http, register, officer, options, import, known, view);
        }
        finally
        {
            if (!options.DryRun) await store.DiscardAsync(import.Id, time.GetUtcNow());
        }
    }

    private static async Task<List<(long Row, RegisterEntry Entry)>> ReadAsync(
        CsvLines lines, RegisterTable table, ImportDifference import, CancellationToken cancellation)
    {
        List<(long, RegisterEntry)> rows = [];
        while (rows.Count < Chunk && import.Rows <= MaxRows && await lines.ReadAsync(table, cancellation) is { } row)
        {
            if (RegisterTable.IsBlank(row)) continue;
            if (import.Entry(row, table) is { } entry) rows.Add((row.Number, entry));
        }
        return rows;
    }

    private async Task CompareAsync(
        List<(long Row, RegisterEntry Entry)> rows, ImportDifference import, Officer officer, ImportOptions options)
    {
        var found = (await store.FindAsync(
            import.Register.Code, officer.OrganisationId, rows.Select(r => r.Entry.Key)))
            .ToDictionary(r => r.RowKey, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        List<StagedRow> staged = [];
        foreach (var (number, entry) in rows)
        {
            var former = found.GetValueOrDefault(entry.Key);
            var row = StoredRow.Of(former?.Id ?? ids.Next(), (former?.Version ?? 0) + 1, import.Register, entry,
                officer, now);
            staged.Add(new()
            {
                ImportId = import.Id,
                RowNo = number,
                Kind = import.Count(number, entry, row, former),
                Id = row.Id,
                Version = row.Version,
                RowKey = row.RowKey,
                Name = row.Name,
                EndsOn = row.EndsOn,
                Fields = row.Fields,
                At = now,
            });
        }
        if (!options.DryRun) await store.StageAsync(staged);
    }

    private Task<IResult> ApplyAsync(
        HttpContext http, RegisterDefinition register, Officer officer, ImportOptions options,
        ImportDifference import, long known, RegisterImport view)
    {
        var act = http.Act("register.put", register.Code);
        return database.WriteSetAsync<IResult>(async s =>
        {
            await RegisterStore.LockAsync(s, register.Code, officer.OrganisationId);
            if (await ListStore.VersionAsync(s, register.Code, officer.OrganisationId) != known)
                return Problems.Conflict(http, "register.changed-meanwhile");
            if (import.Added + import.Changed + view.Removed > 0)
            {
                await ImportStore.ApplyAsync(
                    s, import.Id, register.Code, officer, options.Replace, time.GetUtcNow());
            }
            var summary = view with { Differences = [], Faults = [] };
            await audit.AddAsync(s, act, null, summary, TakedownJson.Default.RegisterImport);
            return TypedResults.Ok(view);
        });
    }

    private static ProblemHttpResult Refused(HttpContext http, RegisterImport view)
    {
        var problem = Problems.Of(http, StatusCodes.Status400BadRequest, "register.rows-invalid");
        problem.ProblemDetails.Extensions["errors"] = view.Faults;
        problem.ProblemDetails.Extensions["rejected"] = view.Rejected;
        return problem;
    }
}
