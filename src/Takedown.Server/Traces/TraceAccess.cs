using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Traces;

/// <summary>
/// The restricted data of a case: for persons of the body of police or copyright that has the case. There
/// is no read without its entry in the read log, in the journal of the case and in the audit trail.
/// </summary>
internal sealed class TraceAccess(
    CaseStore cases, ActJournal journal, AuditLog audit, SecretBox box, RegistryCache registryCache, Database database,
    Ids ids, TimeProvider time)
{
    private static readonly string[] Functions = ["police", "copyright"];

    public static async Task<Results<Ok<TraceView>, ProblemHttpResult>> PutAsync(
        Guid id, HttpContext http, TraceAccess access)
    {
        var (data, problem) = await Body.ReadAsync(http, TakedownJson.Default.TraceData);
        if (problem is not null) return problem;
        var faults = TraceRules.FaultsOf(data!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await access.OnCaseAsync(id, http, "trace.put", (s, officer, now) =>
            access.WriteAsync(s, id, officer, data!, now));
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    public static async Task<Results<Ok<TraceView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, TraceAccess access)
    {
        var (view, problem) = await access.OnCaseAsync(id, http, "trace.read", (s, _, _) => access.ReadAsync(s, id));
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private async Task<(TraceView?, ProblemHttpResult?)> OnCaseAsync(
        Guid id, HttpContext http, string act, Func<Session, Officer, DateTimeOffset, Task<TraceView?>> run)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var recorded = http.Act(act, id);
        return await database.WriteAsync<(TraceView?, ProblemHttpResult?)>(async s =>
        {
            var row = await cases.LockAsync(s, id);
            if (row is null || !CaseStore.IsReadBy(row, registry, http.Caller()))
                return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
            if (!CaseStore.IsDecidedBy(row, http.Caller())) return (null, CaseGate.NotYours(http));
            if (!Functions.Contains(row.Function))
                return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "trace.function"));
            var now = time.GetUtcNow();
            if (await run(s, officer, now) is not { } view) return (null, Problems.NotFound(http));
            var word = act == "trace.put" ? "trace-written" : "trace-read";
            await TraceStore.AddReadAsync(s, id, new()
            {
                Id = ids.Next(),
                At = now,
                Act = word,
                OrganisationId = officer.OrganisationId,
                PersonId = officer.PersonId,
                Person = officer.Name,
            });
            await journal.AddAsync(s, http, ActSubject.Case, id, word, now);
            await audit.AddAsync(s, recorded);
            return (view, null);
        });
    }

    private async Task<TraceView?> WriteAsync(
        Session s, Guid caseId, Officer officer, TraceData data, DateTimeOffset now)
    {
        var row = new TraceRow
        {
            CaseId = caseId,
            Version = ((await TraceStore.FindAsync(s, caseId))?.Version ?? 0) + 1,
            At = now,
            PersonId = officer.PersonId,
            Person = officer.Name,
            Sealed = box.Protect(JsonSerializer.Serialize(data, TakedownJson.Default.TraceData)),
        };
        await TraceStore.SaveAsync(s, row);
        return View(row, data);
    }

    private async Task<TraceView?> ReadAsync(Session s, Guid caseId) =>
        await TraceStore.FindAsync(s, caseId) is { } row && box.Unprotect(row.Sealed) is { } plain
            ? View(row, JsonSerializer.Deserialize(plain, TakedownJson.Default.TraceData)!) : null;

    private static TraceView View(TraceRow row, TraceData data) => new()
    {
        CaseId = row.CaseId, Version = row.Version, At = row.At, Person = row.Person, Data = data,
    };
}
