using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core;
using Takedown.Core.Campaigns;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>Tasks of a campaign with the person and the department that are responsible (E11, H17).</summary>
internal static class CampaignTasksApi
{
    private const int MaxText = 2000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{code}/tasks", AddAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("addCampaignTask", "Add a task to a campaign of your body", "Needs a person's key.")
            .Accepts<CampaignTaskInput>("application/json").Answers<CampaignTaskView>(201).Fails(400, 404);

        group.MapGet("/{code}/tasks", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listCampaignTasks", "List the tasks of a campaign, oldest first",
                "A page may be short where a status is asked for.")
            .Paged().Reads("taskStatus").Answers<Page<CampaignTaskView>>().Fails(400, 404);

        group.MapPost("/{code}/tasks/{id:guid}/completion", CompleteAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("completeCampaignTask", "Report that a task is done",
                "After its due day the task is late. Needs a person's key of the body.")
            .Accepts<CampaignCompletion>("application/json").Answers<CampaignTaskView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Created<CampaignTaskView>, ProblemHttpResult>> AddAsync(
        string code, HttpContext http, CampaignStore store, TaskOwners owners, Database database,
        RegistryCache registryCache, ActJournal journal, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CampaignTaskInput);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        List<Fault> found = [];
        CampaignRules.Check(input, "", found);
        var faults = CampaignFaults.Of(found, row.Region);
        await owners.CheckAsync(input!, row.BodyId, "", faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (OwnerOf(http, row, out problem) is null) return problem!;
        var view = await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var task = await owners.RowAsync(s, input!, (await store.LockAsync(s, row.Id))!, null, null);
            await CampaignStore.AddAsync(s, [task]);
            var made = task.TaskView(row, now);
            await journal.AddAsync(
                s, http, ActSubject.Campaign, row.Id, "task-added", now, made, TakedownJson.Default.CampaignTaskView);
            return made;
        });
        return TypedResults.Created($"/v1/campaigns/{code}/tasks", view);
    }

    private static async Task<Results<Ok<Page<CampaignTaskView>>, ProblemHttpResult>> ListAsync(
        string code, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache,
        TimeProvider time)
    {
        var query = new Query(http);
        var (after, limit) = (query.AfterId ?? Guid.Empty, query.Limit);
        var status = query.OneOf("status", "done", "late", "open", "overdue");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        var rows = await database.ReadAsync(
            s => CampaignStore.TasksAsync(s, row.Id, TaskSort.Task, after, limit + 1));
        var now = time.GetUtcNow();
        var page = Pages.Of(
            [.. rows.Select(t => t.TaskView(row, now))], limit, t => t.Id.ToString(),
            t => PageBytes.Around + PageBytes.Length(t.Text) + 2 * (t.Targets?.Sum(PageBytes.Length) ?? 0));
        return TypedResults.Ok(page with { Items = [.. page.Items.Where(t => status is null || t.Status == status)] });
    }

    private static async Task<Results<Ok<CampaignTaskView>, ProblemHttpResult>> CompleteAsync(
        string code, Guid id, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache,
        ActJournal journal, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CampaignCompletion);
        if (problem is not null) return problem;
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row
            || await database.ReadAsync(s => CampaignStore.TaskAsync(s, row.Id, id)) is not { Sort: TaskSort.Task })
            return Problems.NotFound(http);
        List<Fault> found = [];
        CampaignRules.Name("/text", input!.Text, MaxText, found);
        if (found.Count > 0)
            return Problems.Invalid(http, [.. found.Select(f => new InputFault(f.Pointer, f.Code, $"{MaxText}"))]);
        if (OwnerOf(http, row, out problem) is not { } officer) return problem!;
        return await database.WriteAsync<Results<Ok<CampaignTaskView>, ProblemHttpResult>>(async s =>
        {
            await store.LockAsync(s, row.Id);
            if (await CampaignStore.TaskAsync(s, row.Id, id) is not { DoneAt: null } task)
                return Problems.Conflict(http, "campaign.task-done");
            var now = time.GetUtcNow();
            var done = task.Done(now) with
            {
                DoneBy = officer.PersonId, DoneName = officer.Name, Text = input.Text!.Trim(),
            };
            await CampaignStore.SaveAsync(s, done);
            var view = done.TaskView(row, now);
            await journal.AddAsync(
                s, http, ActSubject.Campaign, row.Id, "task-done", now, view, TakedownJson.Default.CampaignTaskView);
            return TypedResults.Ok(view);
        });
    }

    /// <summary>A person of the body that holds the campaign.</summary>
    public static Officer? OwnerOf(HttpContext http, CampaignRow row, out ProblemHttpResult? problem)
    {
        var officer = Officer.Of(http, out problem);
        if (officer is null || officer.OrganisationId == row.BodyId) return officer;
        problem = Problems.Of(http, StatusCodes.Status403Forbidden, "campaign.not-yours");
        return null;
    }
}
