using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.ObservedLimits;

/// <summary>A claimant or a regulator reports a limit, and the platform may answer once.</summary>
internal sealed class ReportLimit(
    RegistryCache registryCache, StoredAnswers answers, Database database, Ids ids, TimeProvider time)
{
    private const int MaxChannel = 300, MaxText = 2000, HashLength = 64;
    private const long MaxCount = 1_000_000_000;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<Results<Created<PlatformLimitView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, ReportLimit report)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PlatformLimitInput);
        if (problem is not null) return problem;
        (var view, problem) = await report.RunAsync(http, input!);
        return problem is not null ? problem : TypedResults.Created($"/v1/platform-limits/{view!.Id}", view);
    }

    public static async Task<Results<Ok<PlatformLimitView>, ProblemHttpResult>> AnswerAsync(
        Guid id, HttpContext http, ReportLimit report)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PlatformLimitAnswerInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Text, MaxText, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await report.AnswerAsync(id, http, input.Text!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private async Task<(PlatformLimitView?, ProblemHttpResult?)> RunAsync(HttpContext http, PlatformLimitInput input)
    {
        var (caller, now) = (http.Caller(), time.GetUtcNow());
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var faults = FaultsOf(input, registry, caller, now);
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        return await answers.OnceAsync(http, TakedownJson.Default.PlatformLimitView, async s =>
        {
            var row = new ObservedLimit
            {
                Id = ids.Next(),
                PlatformId = input.PlatformId!.Value,
                ObserverId = caller.Id,
                ObserverKind = caller.Kind,
                Channel = input.Channel!,
                Count = input.Limit!.Value,
                Per = input.Per!.Value,
                Evidence = input.EvidenceSha256?.ToLowerInvariant(),
                At = input.At!.Value,
                Text = input.Text,
                ReportedAt = now,
            };
            await s.InsertAsync(ObservedLimit.Table, [row]);
            return (row.View(caller, await OrganisationNames.OfAsync(s, [row.PlatformId, caller.Id])), null);
        });
    }

    private async Task<(PlatformLimitView?, ProblemHttpResult?)> AnswerAsync(Guid id, HttpContext http, string text)
    {
        var caller = http.Caller();
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync<(PlatformLimitView?, ProblemHttpResult?)>(async s =>
        {
            if (await ObservedLimitStore.FindAsync(s, registry, caller, id) is null)
                return (null, Problems.NotFound(http));
            if (!await ObservedLimitStore.AnswerAsync(s, id, caller.Id, text, time.GetUtcNow()))
                return (null, Problems.Conflict(http, "platform-limit.answered"));
            var row = (await ObservedLimitStore.FindAsync(s, registry, caller, id))!;
            return (row.View(caller, await OrganisationNames.OfAsync(s, [row.PlatformId])), null);
        });
    }

    private static List<InputFault> FaultsOf(
        PlatformLimitInput input, RegistrySnapshot registry, Caller caller, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (input.PlatformId is not { } platform) faults.Add("/platformId", "field.required");
        else if (caller.Kind is OrganisationKind.Regulator
            ? !registry.HasJurisdiction(caller.Id, platform) : !registry.Platforms.ContainsKey(platform))
            faults.Add("/platformId", "platform.not-found");
        faults.CheckText(input.Channel, MaxChannel, "/channel");
        if (input.Limit is null) faults.Add("/limit", "field.required");
        else if (input.Limit is < 0 or > MaxCount)
            faults.Add("/limit", "value.out-of-range", string.Create(CultureInfo.InvariantCulture, $"0 – {MaxCount}"));
        if (input.Per is null) faults.Add("/per", "field.required");
        if (input.EvidenceSha256 is { } hash && (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigit)))
            faults.Add("/evidenceSha256", "sha256.invalid");
        if (input.At is null) faults.Add("/at", "field.required");
        else if (input.At > now) faults.Add("/at", "time.future");
        else if (input.At < Earliest) faults.Add("/at", "value.out-of-range", "2000-01-01T00:00:00Z –");
        faults.CheckLength(input.Text, MaxText, "/text");
        return faults;
    }
}
