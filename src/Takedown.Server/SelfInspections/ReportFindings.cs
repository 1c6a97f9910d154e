using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

/// <summary>A platform reports what it found, once.</summary>
internal sealed class ReportFindings(
    SelfInspectionStore store, ActJournal journal, RegistryCache registryCache, Database database, TimeProvider time)
{
    private const int MaxFindings = 500, MaxLine = 2000;
    private const long MaxCount = 1_000_000_000;

    public static async Task<Results<Ok<SelfInspectionView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, ReportFindings report)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SelfInspectionReportInput);
        if (problem is not null) return problem;
        var faults = FaultsOf(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await report.RunAsync(id, http, input!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private async Task<(SelfInspectionView?, ProblemHttpResult?)> RunAsync(
        Guid id, HttpContext http, SelfInspectionReportInput input)
    {
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        return await database.WriteAsync<(SelfInspectionView?, ProblemHttpResult?)>(async s =>
        {
            var now = time.GetUtcNow();
            var inspection = await SelfInspectionStore.FindAsync(s, reader, id);
            if (inspection is null || await store.LockAsync(s, id, http.Caller().Id) is not { } row)
                return (null, Problems.NotFound(http));
            if (row.ReportedAt is not null) return (null, Problems.Conflict(http, "self-inspection.reported"));
            var due = (await DeadlineStore.OfAsync(s, DeadlineOwner.SelfInspection, [row.Id]))[row.Id].Single();
            var findings = input.Findings ?? [];
            await s.UpdateAsync(SelfInspected.Table,
            [
                row with
                {
                    ReportedAt = now,
                    Problems = findings.Sum(f => f.Count ?? 1),
                    Text = input.Text,
                    Findings = JsonSerializer.Serialize(
                        findings, TakedownJson.Default.IReadOnlyListSelfInspectionFinding),
                },
            ]);
            await DeadlineStore.SaveAsync(
                s, [StoredDeadline.Of(DeadlineOwner.SelfInspection, row.Id, due.Stop(now))]);
            await journal.AddAsync(s, http, ActSubject.SelfInspection, id, "reported", now);
            return (await SelfInspectionViews.WholeAsync(s, http.Caller(), inspection, now), null);
        });
    }

    private static List<InputFault> FaultsOf(SelfInspectionReportInput input)
    {
        List<InputFault> faults = [];
        faults.CheckText(input.Text, DemandInspection.MaxText, "/text");
        var findings = input.Findings ?? [];
        if (findings.Count > MaxFindings) faults.Add("/findings", "list.too-long", $"{MaxFindings}");
        for (var i = 0; i < Math.Min(findings.Count, MaxFindings); i++)
        {
            if (findings[i] is not { } finding)
            {
                faults.Add($"/findings/{i}", "field.required");
                continue;
            }
            faults.CheckText(finding.Problem, MaxLine, $"/findings/{i}/problem");
            faults.CheckLength(finding.Measure, MaxLine, $"/findings/{i}/measure");
            if (finding.Count is < 1 or > MaxCount)
                faults.Add($"/findings/{i}/count", "value.out-of-range", $"1 – {MaxCount}");
        }
        return faults;
    }
}
