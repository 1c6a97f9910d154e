using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Cases;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Opens a case from leads, escalations or what the body found itself.</summary>
internal sealed class OpenCase(
    RegistryCache registryCache, StoredAnswers answers, IEnumerable<ICaseOrigin> origins, ActJournal journal,
    CaseDetails details, CaseMetrics metrics, Ids ids, TimeProvider time)
{
    private const string Same = "SELECT COUNT(*) FROM cases WHERE no LIKE @like";

    /// <summary>The origins refuse: what the others took is given back with the transaction.</summary>
    private sealed class RefusedException(IReadOnlyList<InputFault> faults) : Exception
    {
        public IReadOnlyList<InputFault> Faults => faults;
    }

    public async Task<Results<Created<CaseView>, ProblemHttpResult>> RunAsync(HttpContext http)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CaseInput);
        if (problem is not null) return problem;
        if (CaseChecks.FaultsOf(input!) is { Count: > 0 } faults) return Problems.Invalid(http, faults);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var body = registry.Regulators[officer.OrganisationId];
        if (!StepRules.HasPowers(body.FunctionList)) return Problems.Conflict(http, "case.function-not-allowed");
        try
        {
            (var view, problem) = await answers.OnceAsync(
                http, TakedownJson.Default.CaseView, s => OpenAsync(s, http, input!, officer, registry, body));
            return problem is not null ? problem : TypedResults.Created($"/v1/cases/{view!.Id}", view);
        }
        catch (RefusedException refused)
        {
            return Problems.Invalid(http, refused.Faults);
        }
    }

    private async Task<(CaseView?, ProblemHttpResult?)> OpenAsync(
        Session s, HttpContext http, CaseInput input, Officer officer, RegistrySnapshot registry,
        Registry.Organisation body)
    {
        var (now, id) = (time.GetUtcNow(), ids.Next());
        var function = FunctionOf(input.IpType!, body.FunctionList);
        var row = new CaseRow
        {
            Id = id,
            Title = input.Title ?? input.Parties![0].Name!,
            BodyId = body.Id,
            Region = body.Region,
            Function = function,
            IpType = input.IpType!,
            OpenedAt = now,
            Version = 1,
            Content = StoredCase.Text(new()
            {
                LeadBodyId = input.IpType is "copyright" ? registry.BodyFor(body.Region, "copyright") : body.Id,
                TraceId = (input.Leads ?? []).Concat(input.Escalations ?? []).FirstOrDefault(id),
            }),
        };
        var (changed, problem) = await CaseFields.ApplyAsync(
            s, http, registry, row, CaseChecks.ChangeOf(input), officer);
        if (problem is not null) return (null, problem);
        row = changed! with { No = await NumberAsync(s, body.Region, function, now) };
        await TakeAsync(s, http, registry, input, id, now);
        await CaseStore.AddAsync(s, row);
        if (StoredCase.Of(row).LeadBodyId is { } lead && lead != body.Id) await CaseDesk.AddBodyAsync(s, id, lead);
        await journal.AddAsync(s, http, ActSubject.Case, id, "opened", now);
        metrics.CountOpened(s);
        return (await details.OfAsync(s, row, registry, body.Id, now), null);
    }

    private async Task TakeAsync(
        Session s, HttpContext http, RegistrySnapshot registry, CaseInput input, Guid id, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        foreach (var (field, wanted) in new[] { ("leads", input.Leads), ("escalations", input.Escalations) })
        {
            if (wanted is not { Count: > 0 }) continue;
            var origin = origins.FirstOrDefault(o => o.Field == field);
            var taken = origin is null ? []
                : (await origin.TakeAsync(s, registry, http.Caller(), id, [.. wanted.Distinct()], now)).ToHashSet();
            for (var i = 0; i < wanted.Count; i++)
                if (!taken.Contains(wanted[i])) faults.Add($"/{field}/{i}", "case.origin-unavailable");
        }
        if (faults.Count > 0) throw new RefusedException(faults);
    }

    private static string FunctionOf(string ipType, IReadOnlyList<string> functions)
    {
        var wanted = ipType switch { "trademark" => "market", "patent" => "ip-office", _ => "copyright" };
        return functions.Contains(wanted) ? wanted
            : functions.First(f => StepRules.HasPowers([f]));
    }

    private static async Task<string> NumberAsync(Session s, string region, string function, DateTimeOffset now)
    {
        var digits = region.StartsWith("CN-", StringComparison.Ordinal) ? region[3..] : region;
        var prefix = string.Create(
            CultureInfo.InvariantCulture, $"{digits}-{function}-{now.ToOffset(TimeSpan.FromHours(8)).Year}-");
        await s.LockAsync($"case number {prefix}");
        var count = await s.FirstAsync<long>(Same, new { like = $"{prefix}%" });
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{count + 1}");
    }
}
