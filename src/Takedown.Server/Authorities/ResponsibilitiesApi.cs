using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Authorities;

/// <summary>The table of who leads and who supports a measure (按职责分工分别负责).</summary>
internal static class ResponsibilitiesApi
{
    private const int MaxItems = 200, MaxSupport = 20, MaxName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/responsibilities").WithTags("Regulator");

        group.MapGet("", async (Database database) =>
                TypedResults.Ok(await database.ReadAsync(VocabularyStore.ResponsibilitiesAsync)))
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getResponsibilities", "List the measures with the functions that lead and support them",
                "Which function takes the lead and which support it (按职责分工分别负责).")
            .Answers<ResponsibilityList>();

        group.MapPut("", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putResponsibilities", "Write the next version of the table of measures",
                "The list is replaced as a whole. version and next are ignored.")
            .Accepts<ResponsibilityList>("application/json").Answers<ResponsibilityList>().Fails(400);
    }

    private static async Task<Results<Ok<ResponsibilityList>, ProblemHttpResult>> PutAsync(
        HttpContext http, Database database, VocabularyStore store, RegistryCache registryCache, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ResponsibilityList);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var faults = Check(input!, [.. registry.Functions.Select(f => f.Code)]);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("responsibilities.put");
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, input! with { Next = null });
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.ResponsibilityList);
            return next;
        }));
    }

    private static List<InputFault> Check(ResponsibilityList input, IReadOnlyList<string> functions)
    {
        List<InputFault> faults = [];
        if (input.Items is not { Count: > 0 }) faults.Add("/items", "field.required");
        if (input.Items?.Count > MaxItems) faults.Add("/items", "list.too-long", $"{MaxItems}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in (input.Items ?? []).Take(MaxItems).Index())
        {
            if (item?.Measure is not { } measure || !Validation.IsToken(measure))
                faults.Add($"/items/{i}/measure", "value.token");
            else if (!seen.Add(measure)) faults.Add($"/items/{i}/measure", "value.duplicate");
            CheckName(item?.Zh, $"/items/{i}/zh");
            CheckName(item?.En, $"/items/{i}/en");
            CheckFunction(item?.Lead, $"/items/{i}/lead");
            if (item?.Support?.Count > MaxSupport)
                faults.Add($"/items/{i}/support", "list.too-long", $"{MaxSupport}");
            foreach (var (j, function) in (item?.Support ?? []).Take(MaxSupport).Index())
                CheckFunction(function, $"/items/{i}/support/{j}");
        }
        return faults;

        void CheckName(string? text, string at)
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add(at, "field.required");
            else faults.CheckLength(text, MaxName, at);
        }

        void CheckFunction(string? function, string at)
        {
            if (!functions.Contains(function))
                faults.Add(at, "value.unknown", JsonErrors.Shorten(function ?? ""), string.Join(", ", functions));
        }
    }
}
