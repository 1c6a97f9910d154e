using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Supervision;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>A report on a supervised case by the body that has it.</summary>
internal sealed class ReportOnCase(
    CaseStore cases, ActJournal journal, StoredAnswers answers, RegistryCache registryCache, Database database, Ids ids,
    TimeProvider time)
{
    public static async Task<Results<Created<SupervisionReportView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, ReportOnCase report)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SupervisionReportInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Text, SupervisionRules.MaxText, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await report.WriteAsync(id, http, input);
        return problem is not null ? problem : TypedResults.Created($"/v1/supervisions/{id}", view);
    }

    private async Task<(SupervisionReportView?, ProblemHttpResult?)> WriteAsync(
        Guid id, HttpContext http, SupervisionReportInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await answers.OnceAsync(http, TakedownJson.Default.SupervisionReportView, async s =>
        {
            var reader = Reader.Of(registry, http.Caller());
            if (await SupervisionStore.FindAsync(s, reader, id) is not { } supervision)
                return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
            var (item, refusal) = Item(http, await SupervisionStore.ItemsAsync(s, [id]), input);
            return item is null ? (null, refusal) : await AddAsync(s, http, supervision, item, officer, input);
        });
    }

    /// <summary>The supervised case of the caller's body that the report is about.</summary>
    private static (SupervisedRow?, ProblemHttpResult?) Item(
        HttpContext http, IReadOnlyList<SupervisedRow> items, SupervisionReportInput input)
    {
        var own = items.Where(i => i.BodyId == http.Caller().Id).ToList();
        if (own.Count == 0) return (null, CaseGate.NotYours(http));
        var named = own.Where(i => (input.CaseId is null || i.CaseId == input.CaseId)
            && (input.LeadId is null || i.LeadId == input.LeadId)).ToList();
        return named switch
        {
            [var one] => (one, null),
            [] => (null, Problems.Invalid(http, input.CaseId is null
                ? new InputFault("/leadId", "lead.unknown") : new InputFault("/caseId", "case.unknown"))),
            _ => (null, Problems.Invalid(http, new InputFault("/caseId", "field.required"))),
        };
    }

    private async Task<(SupervisionReportView?, ProblemHttpResult?)> AddAsync(
        Session s, HttpContext http, SupervisionRow supervision, SupervisedRow item, Officer officer,
        SupervisionReportInput input)
    {
        if (item.CaseId is { } caseId) await cases.LockAsync(s, caseId);
        if (!await SupervisionStore.LockOpenAsync(s, item.Id, database.Dialect.ForUpdate))
            return (null, Problems.Conflict(http, "supervision.closed"));
        var now = time.GetUtcNow();
        var due = (await DeadlineStore.OfAsync(s, DeadlineOwner.Supervision, [item.Id]))[item.Id]
            .Single(d => d.Kind is DeadlineKind.Report);
        var kind = input.Kind ?? SupervisionReportKind.Progress;
        var report = new ReportRow
        {
            Id = ids.Next(),
            SupervisedId = item.Id,
            Kind = kind,
            Text = input.Text!,
            At = now,
            Due = due.Due,
            PersonId = officer.PersonId,
            Person = officer.Name,
        };
        await s.InsertAsync(ReportRow.Table, [report]);
        var every = supervision.Input.ReportEvery ?? ReportSchedule.Usual;
        var next = kind is SupervisionReportKind.Closing ? due.Stop(now)
            : new Deadline(DeadlineKind.Report, ReportSchedule.Next(item.At, every, due.Due, now));
        await DeadlineStore.SaveAsync(s, [StoredDeadline.Of(DeadlineOwner.Supervision, item.Id, next)]);
        if (kind is SupervisionReportKind.Closing)
            await s.UpdateAsync(SupervisedRow.Table, [item with { ClosedAt = now }]);
        var act = kind is SupervisionReportKind.Closing ? "closing-reported" : "progress-reported";
        await journal.AddAsync(s, http, ActSubject.Supervision, supervision.Id, act, now);
        if (item.CaseId is { } reported)
            await journal.AddAsync(s, http, ActSubject.Case, reported, $"supervision-{act}", now);
        return (report.View, null);
    }
}
