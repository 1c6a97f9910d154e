using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Accounts;

/// <summary>What is known of one account.</summary>
internal static class AccountsApi
{
    private const int MaxSame = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/accounts", GetAsync).WithTags("Platform").For(Platform, Regulator, Operator)
            .Scope(KeyScope.Read)
            .Describe("getAccount",
                "Read the strikes of an account, and whether it or another of its operator is on a blacklist",
                "A platform asks about its own accounts, such as one that was just registered, and reads only its own; "
                + "a regulator reads those of the platforms in its region. An account that is not known has no "
                + "strikes.")
            .Reads("accountId", "accountPlatform").Answers<AccountStanding>().Fails(400, 404);

    private static async Task<Results<Ok<AccountStanding>, ProblemHttpResult>> GetAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (account, named) = (AccountText.Of(query.Text("account")), query.Id("platform"));
        List<InputFault> faults = [.. query.Faults];
        if (string.IsNullOrEmpty(account)) faults.Add("?account", "field.required");
        if (named is null && http.Caller().Kind is not Platform && faults.TrueForAll(f => f.Pointer != "?platform"))
            faults.Add("?platform", "field.required");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (reader, platform) = (http.Caller().Id, named ?? http.Caller().Id);
        if (!registry.HasJurisdiction(reader, platform)) return Problems.NotFound(http);
        var now = time.GetUtcNow();
        var functions = registry.Regulators.GetValueOrDefault(reader)?.FunctionList;
        return TypedResults.Ok(await database.ReadAsync(async s => new AccountStanding
        {
            PlatformId = platform,
            Account = account!,
            Strikes = await AccountBlacklistRows.StrikesAsync(s, platform, account!),
            Blacklisted = (await AccountBlacklistRows.FindAsync(s, platform, functions, account!, now))?.View,
            SameOperator = await AccountOperators.BlacklistedAsync(
                s, registry.PlatformsOf(reader), platform, account!, MaxSame, now),
        }));
    }
}
