using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Core.Targets;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Accounts;

/// <summary>Accounts on the blacklist of their platform. The blacklist of enterprises is another.</summary>
internal static class AccountBlacklistApi
{
    private const int MaxAccount = 200, MaxText = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/account-blacklist").WithTags("Platform");

        group.MapPost("", AddAsync).For(Platform, Regulator).Scope(KeyScope.Decide, KeyScope.Respond)
            .Describe("addToAccountBlacklist", "Put an account on the blacklist of its platform, until a date",
                "A platform does so with an account of its own, at once. A regulator of its region orders it, with a "
                + "person's key: the platform reads an account action and confirms it within the due time. The entry "
                + "ends by itself; the account may appeal against it as against every account action.")
            .Accepts<AccountBlacklistInput>("application/json").Answers<AccountActionView>(201).Fails(400, 403, 409);

        group.MapGet("", ListAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listAccountBlacklist", "List the accounts that are on the blacklist of their platform now",
                "A platform lists its own, a regulator those of the platforms in its region and of its functions.")
            .Paged().Reads("platform", "blacklistAccount").Answers<Page<AccountActionView>>().Fails(400, 404);

        group.MapPost("/{id:guid}/removal", RemoveAsync).For(Platform, Regulator)
            .Scope(KeyScope.Decide, KeyScope.Respond)
            .Describe("removeFromAccountBlacklist", "End an entry of an account blacklist before its date",
                "By who put the account there; what the ladder led to, the platform ends. A regulator needs a "
                + "person's key, and takes back an order that the platform has not followed yet.")
            .Accepts<ReasonInput>("application/json").Answers<AccountActionView>().Fails(400, 403, 404, 409);
    }

    private static async Task<Results<Created<AccountActionView>, ProblemHttpResult>> AddAsync(
        HttpContext http, AccountBlacklistActs acts, RegistryCache registryCache, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AccountBlacklistInput);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var faults = FaultsOf(input!, http.Caller(), registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (http.Caller().Kind is Regulator && Officer.Of(http, out problem) is null) return problem!;
        (var view, problem) = await acts.AddAsync(http, registry, input!);
        return problem is not null ? problem : TypedResults.Created("/v1/account-blacklist", view);
    }

    private static List<InputFault> FaultsOf(
        AccountBlacklistInput input, Caller caller, RegistrySnapshot registry, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (caller.Kind is Platform)
        {
            if (input.PlatformId is { } named && named != caller.Id)
                faults.Add("/platformId", "platform.unknown-dry-run");
            if (input.Due is not null) faults.Add("/due", "value.not-allowed");
        }
        else if (input.PlatformId is not { } platform) faults.Add("/platformId", "field.required");
        else if (!registry.HasJurisdiction(caller.Id, platform)) faults.Add("/platformId", "platform.unknown-dry-run");
        faults.CheckText(AccountText.Of(input.Account), MaxAccount, "/account");
        faults.CheckText(input.Basis, MaxText, "/basis");
        if (input.Until is not { } until) faults.Add("/until", "field.required");
        else if (until <= now) faults.Add("/until", "time.past");
        else if (until > now + BlacklistRules.Longest) faults.Add("/until", "account-blacklist.too-long");
        else if (input.Due is { } due && (due <= now || due > until)) faults.Add("/due", "account-blacklist.due");
        return faults;
    }

    private static async Task<Results<Ok<Page<AccountActionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, platform, account) = (
            query.Limit, query.AfterId, query.Id("platform"), AccountText.Of(query.Text("account")));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = http.Caller();
        if (platform is { } one && !registry.HasJurisdiction(reader.Id, one)) return Problems.NotFound(http);
        var platforms = platform is { } only ? [only] : registry.PlatformsOf(reader.Id);
        var functions = registry.Regulators.GetValueOrDefault(reader.Id)?.FunctionList;
        var rows = await database.ReadAsync(s => AccountBlacklistRows.PageAsync(
            s, platforms, functions, account, after ?? Guid.Empty, limit + 1, time.GetUtcNow()));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View with
            {
                PlatformId = r.PlatformId, PlatformName = registry.Platforms.GetValueOrDefault(r.PlatformId)?.Name,
            })], limit, a => $"{a.Id}", a => PageBytes.Around + PageBytes.Length(a.Blacklist?.Basis)));
    }

    // A body that lost its function or the region still takes back what it ordered itself.
    private static bool MayEnd(Guid caller, AccountAction entry, RegistrySnapshot registry) =>
        entry.Blacklist!.BodyId == caller || (registry.HasJurisdiction(caller, entry.PlatformId)
            && registry.Regulators.GetValueOrDefault(caller)?.FunctionList.Contains(entry.Function) is not false);

    private static async Task<Results<Ok<AccountActionView>, ProblemHttpResult>> RemoveAsync(
        Guid id, HttpContext http, AccountBlacklistActs acts, Database database, RegistryCache registryCache)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxText, "/reason");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (await database.ReadAsync(s => AccountActionStore.FindAsync(s, id)) is not { Until: not null } found
            || !MayEnd(http.Caller().Id, found, registry))
            return Problems.NotFound(http);
        if (http.Caller().Kind is Regulator && Officer.Of(http, out problem) is null) return problem!;
        (var view, problem) = await acts.RemoveAsync(http, found, input.Reason!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }
}
