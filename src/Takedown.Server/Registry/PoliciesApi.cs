using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Packs;
using Takedown.Core.Policies;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Registry;

/// <summary>
/// Policies, calendars and reasons. Every organisation may read them; the operator writes new versions.
/// </summary>
internal static class PoliciesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Policies");

        group.MapGet("/policies", ListPoliciesAsync)
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("listPolicies", "List the SLA policies in force").Answers<Page<SlaPolicy>>();

        group.MapGet("/policies/{code}", GetPolicyAsync)
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getPolicy", "Read an SLA policy, in its current or an older version").Reads("version")
            .Answers<SlaPolicy>().Fails(400, 404);

        group.MapPut("/policies/{code}", PutPolicyAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putPolicy", "Write the next version of a policy; accepted notices keep their version",
                "A selector that is no word of its vocabulary is answered with a warning, and with ?strict=true "
                + "refused.")
            .Reads("strict")
            .Accepts<SlaPolicy>("application/json").Answers<SlaPolicy>().Fails(400);

        group.MapGet("/calendars", ListCalendarsAsync)
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("listCalendars", "List the calendars of working days").Answers<Page<WorkCalendar>>();

        group.MapGet("/calendars/{code}", GetCalendarAsync)
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getCalendar", "Read a calendar of working days").Answers<WorkCalendar>().Fails(404);

        group.MapPut("/calendars/{code}", PutCalendarAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putCalendar",
                "Write the next version of a calendar; only provisional due times are computed anew",
                "A due time that was computed from days the calendar covered never moves. One that is provisional, "
                + "because it counts working days beyond the calendar's last day, is computed anew while its deadline "
                + "runs: deadline-recomputed in the timeline. Without fixedHolidays those of the version before hold.")
            .Accepts<WorkCalendar>("application/json").Answers<WorkCalendar>().Fails(400);

        group.MapGet("/reason-codes", () => TypedResults.Ok(new Page<ReasonCode>([.. DefaultPack.Reasons], null)))
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("listReasonCodes", "List the reasons for which a platform may refuse a notice",
                "A refusal with another code is no answer: it is refused, and the deadline goes on.")
            .Answers<Page<ReasonCode>>();
    }

    private static async Task<Ok<Page<SlaPolicy>>> ListPoliciesAsync(RegistryCache registryCache)
    {
        var all = (await registryCache.CurrentAsync()).PolicyVersions.Values.GroupBy(p => p.Code);
        var latest = all.Select(g => g.MaxBy(p => p.Version)!).OrderBy(p => p.Code, StringComparer.Ordinal);
        return TypedResults.Ok(new Page<SlaPolicy>([.. latest], null));
    }

    private static async Task<Ok<Page<WorkCalendar>>> ListCalendarsAsync(Database database)
    {
        var all = (await database.ReadAsync(PolicyStore.CalendarsAsync)).GroupBy(c => c.Code);
        return TypedResults.Ok(new Page<WorkCalendar>([.. all.Select(g => g.MaxBy(c => c.Version)!)], null));
    }

    private static async Task<Results<Ok<SlaPolicy>, ProblemHttpResult>> GetPolicyAsync(
        string code, HttpContext http, RegistryCache registryCache)
    {
        var query = new Query(http);
        var version = query.Count("version");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync();
        var agreed = AgreedPolicies.Parts(code);
        var all = registry.PolicyVersions.Values.Where(p => p.Code == (agreed?.Policy ?? code));
        var found = version is null ? all.MaxBy(p => p.Version) : all.FirstOrDefault(p => p.Version == version);
        if (agreed is { Agreement: var id } && found is not null)
        {
            found = registry.Agreements.InForce.FirstOrDefault(a => a.Id == id) is { } agreement
                && registry.Reads(http.Caller().Id, agreement) ? registry.AgreedPolicy(code, found.Version) : null;
        }
        return found is null ? Problems.NotFound(http) : TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<SlaPolicy>, ProblemHttpResult>> PutPolicyAsync(
        string code, HttpContext http, PolicyValidator validator, Database database, PolicyStore store,
        RegistryCache registryCache, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SlaPolicy);
        if (problem is not null) return problem;
        var query = new Query(http);
        var strict = query.Flag("strict");
        var registry = await registryCache.CurrentAsync();
        var policy = input! with { Code = code, Warnings = null };
        List<InputFault> faults = [.. query.Faults, .. validator.FaultsOf(policy)];
        var warnings = faults.Count > 0 ? [] : WarningsOf(policy, registry);
        if (strict) faults.AddRange(warnings);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("policy.put", code);
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, policy);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.SlaPolicy);
            return warnings.Count == 0 ? next
                : next with { Warnings = Problems.Localize(warnings, Language.Of(http)) };
        }));
    }

    /// <summary>A selector that is no word selects nothing that is spelled right.</summary>
    private static List<InputFault> WarningsOf(SlaPolicy policy, RegistrySnapshot registry) =>
    [
        .. policy.Selectors.Regimes.Select((code, i) => registry.Regimes.ContainsKey(code) ? (InputFault?)null
            : new InputFault($"/selectors/regimes/{i}", "regime.unknown", code)).OfType<InputFault>(),
        .. policy.Selectors.WorkTypes
            .Select((word, i) => registry.Warning("work-type", word, $"/selectors/workTypes/{i}"))
            .Concat(policy.Selectors.ServiceTypes
                .Select((word, i) => registry.Warning("service-type", word, $"/selectors/serviceTypes/{i}")))
            .OfType<InputFault>(),
    ];

    private static async Task<Results<Ok<WorkCalendar>, ProblemHttpResult>> GetCalendarAsync(
        string code, HttpContext http, Database database)
    {
        var all = await database.ReadAsync(PolicyStore.CalendarsAsync);
        var found = all.Where(c => c.Code == code).MaxBy(c => c.Version);
        return found is null ? Problems.NotFound(http) : TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<WorkCalendar>, ProblemHttpResult>> PutCalendarAsync(
        string code, HttpContext http, CalendarValidator validator, Database database, PolicyStore store,
        AuditLog audit, IEnumerable<CalendarFollower> followers)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.WorkCalendar);
        if (problem is not null) return problem;
        var calendar = input! with { Code = code };
        if (validator.FaultsOf(calendar) is { Count: > 0 } faults) return Problems.Invalid(http, faults);
        var act = http.Act("calendar.put", code);
        var written = await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, calendar);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.WorkCalendar);
            return next;
        });
        foreach (var follower in followers) await follower.RunAsync(http.RequestAborted);
        return TypedResults.Ok(written);
    }
}
