using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Registry;

/// <summary>Regimes: every organisation may read them; the operator writes new versions.</summary>
internal static class RegimesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Policies");

        group.MapGet("/regimes", ListAsync).For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("listRegimes", "List the legal regimes and their required elements").Answers<Page<Regime>>();

        group.MapGet("/regimes/{code}", GetAsync).For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getRegime", "Read a regime, in its current or an older version").Reads("regimeVersion")
            .Answers<Regime>().Fails(400, 404);

        group.MapPut("/regimes/{code}", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putRegime", "Write the next version of a regime",
                "The whole regime is replaced and is asked of notices from then on; a due time that was computed does "
                + "not move. Who may send under a regime (onlyKind) never changes. A type of right or a mode that is "
                + "no word of its vocabulary is answered with a warning, and with ?strict=true refused.")
            .Reads("strict")
            .Accepts<Regime>("application/json").Answers<Regime>().Fails(400);
    }

    private static async Task<Ok<Page<Regime>>> ListAsync(RegistryCache registryCache)
    {
        var inForce = (await registryCache.CurrentAsync()).RegimeSet.InForce;
        return TypedResults.Ok(new Page<Regime>([.. inForce.OrderBy(r => r.Code, StringComparer.Ordinal)], null));
    }

    private static async Task<Results<Ok<Regime>, ProblemHttpResult>> GetAsync(
        string code, HttpContext http, RegistryCache registryCache)
    {
        var query = new Query(http);
        var version = query.Count("version");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync();
        var found = version is { } wanted
            ? registry.RegimeVersions.Values.FirstOrDefault(r => r.Code == code && r.Version == wanted)
            : registry.Regimes.GetValueOrDefault(code);
        return found is null ? Problems.NotFound(http) : TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<Regime>, ProblemHttpResult>> PutAsync(
        string code, HttpContext http, RegimeValidator validator, Database database, PolicyStore store,
        RegistryCache registryCache, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Regime);
        if (problem is not null) return problem;
        var query = new Query(http);
        var strict = query.Flag("strict");
        var registry = await registryCache.CurrentAsync();
        var regime = input! with { Code = code, Warnings = null };
        List<InputFault> faults = [.. query.Faults, .. validator.FaultsOf(regime)];
        List<InputFault> warnings = faults.Count > 0 ? [] : WarningsOf(regime, registry);
        if (strict) faults.AddRange(warnings);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        warnings.AddRange(OwnRules(regime, registry));
        var act = http.Act("regime.put", code);
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, regime);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.Regime);
            return warnings.Count == 0 ? next
                : next with { Warnings = Problems.Localize(warnings, Language.Of(http)) };
        }));
    }

    /// <summary>
    /// The policy of a notice is frozen with it and decides when its windows end. Who changes the regime alone is told.
    /// </summary>
    private static IEnumerable<InputFault> OwnRules(Regime regime, RegistrySnapshot registry)
    {
        if (!registry.Regimes.TryGetValue(regime.Code, out var former)) yield break;
        string[] others =
        [
            .. registry.Policies.All.Where(p => p.Selectors.Regimes.Contains(regime.Code)
                && Follows(p.CounterNotice, former.CounterNotice) && !Follows(p.CounterNotice, regime.CounterNotice))
                .Select(p => p.Code).Order(StringComparer.Ordinal),
        ];
        if (others.Length > 0)
            yield return new("/counterNotice", "regime.policy-decides", string.Join(", ", others));
    }

    private static bool Follows(CounterNoticeRule policy, RegimeCounterNotice rule) =>
        policy.Kind == rule.Kind && policy.Window == rule.Window && policy.Latest == rule.Latest;

    /// <summary>A line of a table whose key is no word is for notices that are spelled wrong.</summary>
    private static List<InputFault> WarningsOf(Regime regime, RegistrySnapshot registry)
    {
        return
        [
            .. Of("ip-type", regime.RequiredByIpType?.Keys, "/requiredByIpType"),
            .. Of("mode", regime.RequiredByMode?.Keys, "/requiredByMode"),
            .. Of("ip-type", regime.FunctionByIpType?.Keys, "/functionByIpType"),
        ];

        IEnumerable<InputFault> Of(string axis, IEnumerable<string>? words, string pointer) => (words ?? [])
            .Select(word => registry.Warning(axis, word, $"{pointer}/{word}")).OfType<InputFault>();
    }
}
