using System.Collections.Concurrent;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.WhatIf;

/// <summary>Organisations whose what-if runs now.</summary>
internal sealed class WhatIfTurns
{
    private readonly ConcurrentDictionary<Guid, bool> running = new();

    public bool TryBegin(Guid organisation) => running.TryAdd(organisation, true);

    public void End(Guid organisation) => running.TryRemove(organisation, out _);
}

internal static class WhatIfApi
{
    private const string Ndjson = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/compliance/what-if", AskAsync).WithTags("Regulator").For(Regulator, Operator)
            .Scope(KeyScope.Read)
            .Describe("complianceWhatIf", "Ask how many notices would have breached under another policy, per platform",
                "Lines of JSON: progress, then the result. Nothing is stored. Judged are the act limits of notices "
                + "that were accepted in the period, by the times that are stored; a pause moves a due time as it did. "
                + "With selectors the policy applies where it would win among those in force, without them to the "
                + "notices accepted under a version of it. One at a time of an organisation and process; it ends "
                + "with the connection.")
            .Accepts<WhatIfInput>("application/json").Answers<WhatIfLine>().Fails(400, 409);

    private static async Task<IResult> AskAsync(
        HttpContext http, WhatIfRun run, WhatIfTurns turns, PolicyValidator validator, RegistryCache registryCache)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.WhatIfInput);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (policy, faults) = Check(input!, registry, validator);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var caller = http.Caller().Id;
        if (!turns.TryBegin(caller)) return Problems.Conflict(http, "what-if.running");
        try
        {
            var zone = ReportZone.Of(registry.RegionOf(caller));
            var lines = run.LinesAsync(
                registry, new(registry, policy!, input!.Policy!.Selectors is not null), registry.PlatformsOf(caller),
                At(zone, input.From!.Value), At(zone, input.To!.Value.AddDays(1)), http.RequestAborted);
            http.Response.ContentType = Ndjson;
            await foreach (var line in lines)
            {
                await JsonSerializer.SerializeAsync(
                    http.Response.Body, line, TakedownJson.Default.WhatIfLine, http.RequestAborted);
                await http.Response.Body.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads the answer any more.
        }
        finally
        {
            turns.End(caller);
        }
        return TypedResults.Empty;
    }

    private static (SlaPolicy? Policy, IReadOnlyList<InputFault> Faults) Check(
        WhatIfInput input, RegistrySnapshot registry, PolicyValidator validator)
    {
        List<InputFault> faults = [];
        if (input.From is null) faults.Add("/from", "field.required");
        if (input.To is null) faults.Add("/to", "field.required");
        if (input.From > input.To || input.To == DateOnly.MaxValue)
            faults.Add(new InputFault("/to", "value.out-of-range", $">= {input.From:yyyy-MM-dd}"));
        if (input.Policy is null) faults.Add("/policy", "field.required");
        else if (string.IsNullOrEmpty(input.Policy.Code)) faults.Add("/policy/code", "field.required");
        if (input.Policy?.Code is not { Length: > 0 } code) return (null, faults);
        var codes = registry.PolicyVersions.Keys.Select(k => k.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        var inForce = registry.PolicyVersions.Values.Where(p => p.Code == code).MaxBy(p => p.Version);
        var policy = WhatIfPolicies.Merge(input.Policy, inForce);
        var own = validator.FaultsOf(policy);
        if (own.Count > 0 && inForce is null)
            faults.Add(new InputFault(
                "/policy/code", "value.unknown", JsonErrors.Shorten(code), string.Join(", ", codes)));
        faults.AddRange(own.Select(f => f with { Pointer = $"/policy{f.Pointer}" }));
        return (policy, faults);
    }

    private static DateTimeOffset At(ReportZone zone, DateOnly day) =>
        DateTimeOffset.FromUnixTimeSeconds(zone.FirstHour(day) * 3600L);
}
