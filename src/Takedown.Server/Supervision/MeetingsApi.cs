using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Supervision;

/// <summary>Meetings, inspections, consultations and clue notices as dated entries.</summary>
internal static class MeetingsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/meetings").WithTags("Regulator");

        group.MapPost("", AddAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("addMeeting", "Enter a meeting, an inspection, a consultation or a clue notice",
                "Needs a person's key. It may be about a supervision or a case that you read.")
            .Accepts<MeetingInput>("application/json").Answers<MeetingView>(201).Fails(400);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listMeetings", "List meetings and inspections, oldest first",
                "Those of your body, of the bodies below it, and those that it took part in.")
            .Paged().Reads("meetingKind").Answers<Page<MeetingView>>().Fails(400);
    }

    private static async Task<Results<Created<MeetingView>, ProblemHttpResult>> AddAsync(
        HttpContext http, StoredAnswers answers, RegistryCache registryCache, ActJournal journal, Ids ids,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.MeetingInput);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = FaultsOf(input!, registry, registry.DayOf(http.Caller().Id, now));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var body = registry.Regulators[officer.OrganisationId];
        var row = new MeetingRow
        {
            Id = ids.Next(),
            Kind = input!.Kind!.Value,
            Date = input.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Text = input.Text!,
            BodyId = body.Id,
            Region = body.Region,
            Function = body.FunctionList[0],
            Joint = string.Join(' ', input.Bodies ?? []),
            SupervisionId = input.SupervisionId,
            CaseId = input.CaseId,
            PlatformId = input.PlatformId,
            Place = input.Region ?? body.Region,
            KeyRegion = input.KeyRegion ?? false,
            KeyCompany = input.KeyCompany ?? false,
            PersonId = officer.PersonId,
            Person = officer.Name,
            At = now,
        };
        (var view, problem) = await answers.OnceAsync(http, TakedownJson.Default.MeetingView, async s =>
        {
            var reader = Reader.Of(registry, http.Caller());
            if (row.SupervisionId is { } supervision)
            {
                if (await SupervisionStore.FindAsync(s, reader, supervision) is null)
                    return (null, Unknown("/supervisionId", "supervision.unknown"));
                await journal.AddAsync(s, http, ActSubject.Supervision, supervision, row.Kind.Word(), now);
            }
            if (row.CaseId is { } caseId)
            {
                if (await CaseStore.FindAsync(s, caseId) is not { } found
                    || !CaseStore.IsReadBy(found, registry, http.Caller()))
                    return (null, Unknown("/caseId", "case.unknown"));
                await journal.AddAsync(s, http, ActSubject.Case, caseId, row.Kind.Word(), now);
            }
            await s.InsertAsync(MeetingRow.Table, [row]);
            return ((await MeetingStore.ViewsAsync(s, [row]))[0], null);
        });
        return problem is not null ? problem : TypedResults.Created("/v1/meetings", view);

        ProblemHttpResult Unknown(string pointer, string code) => Problems.Invalid(http, new InputFault(pointer, code));
    }

    private static List<InputFault> FaultsOf(MeetingInput input, RegistrySnapshot registry, DateOnly today)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add("/kind", "field.required");
        if (input.Date is null) faults.Add("/date", "field.required");
        if (input.Date > today) faults.Add("/date", "time.future");
        faults.CheckText(input.Text, SupervisionRules.MaxText, "/text");
        SupervisionRules.CheckBodies(faults, input.Bodies, registry);
        if (input.Region is { } region && !Region.IsValid(region)) faults.Add("/region", "region.unknown");
        if (input.PlatformId is { } platform && !registry.Platforms.ContainsKey(platform))
            faults.Add("/platformId", "platform.not-found");
        if (input.Kind is not MeetingKind.Inspection)
        {
            if (input.Region is not null) faults.Add("/region", "field.not-here");
            if (input.PlatformId is not null) faults.Add("/platformId", "field.not-here");
            if (input.KeyRegion is not null) faults.Add("/keyRegion", "field.not-here");
            if (input.KeyCompany is not null) faults.Add("/keyCompany", "field.not-here");
        }
        return faults;
    }

    private static async Task<Results<Ok<Page<MeetingView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, kind) = (query.Limit, query.AfterId, query.Word<MeetingKind>("kind"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var rows = await database.ReadAsync(s =>
            MeetingStore.ListAsync(s, reader, kind, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of(
            rows, limit, m => m.Id.ToString(), m => PageBytes.Around + PageBytes.Length(m.Text)));
    }
}
