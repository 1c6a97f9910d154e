using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Accounts;

/// <summary>Who operates accounts: stored as keyed hashes only, and the key's rotation.</summary>
internal static class AccountOperatorsApi
{
    private const int MaxItems = 1000, MaxIdentity = 200, MaxAccount = 200, HashSize = 32;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/v1/account-operators", PutAsync).WithTags("Platform").For(Platform).Scope(KeyScope.Respond)
            .Describe("putAccountOperators", "Say who operates accounts, so that the same operator is recognised",
                "Only a keyed hash of an identity is stored. No other platform reads anything of it.")
            .Accepts<AccountOperatorsInput>("application/json").Answers<AccountOperatorsStored>().Fails(400, 409);

        routes.MapGet("/v1/account-operators", ListAsync).WithTags("Platform").For(Platform, Regulator, Operator)
            .Scope(KeyScope.Read)
            .Describe("listAccountOperators", "List accounts with the same operator",
                "A platform reads only its own accounts; a regulator those of the platforms in its region, across "
                + "platforms.")
            .Paged().Reads("minAccounts").Answers<Page<SameOperator>>().Fails(400);

        routes.MapPost("/v1/identity-key/rotation", RotateAsync).WithTags("Operations").For(Operator)
            .Scope(KeyScope.Operate)
            .Describe("rotateIdentityKey",
                "Replace the key of the hashes by which operators of accounts are recognised",
                "All hashes of the former key are forgotten, because the server has no identities to make new ones "
                + "from. Platforms store their accounts again.")
            .Answers<IdentityKeyView>();
    }

    private static async Task<Results<Ok<AccountOperatorsStored>, ProblemHttpResult>> PutAsync(
        HttpContext http, Database database, AccountOperators operators)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AccountOperatorsInput);
        if (problem is not null) return problem;
        var faults = FaultsOf(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var stored = await database.WriteAsync(s => operators.PutAsync(s, http.Caller().Id, input!.Items!));
        return stored is null ? Problems.Conflict(http, "identity-key.unreadable") : TypedResults.Ok(stored);
    }

    private static List<InputFault> FaultsOf(AccountOperatorsInput input)
    {
        List<InputFault> faults = [];
        if (input.Items is not { Count: > 0 } items) faults.Add("/items", "field.required");
        else if (items.Count > MaxItems)
            faults.Add("/items", "list.too-long", MaxItems.ToString(CultureInfo.InvariantCulture));
        else
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < items.Count; i++)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"/items/{i}");
                faults.CheckText(items[i]?.Account, MaxAccount, $"{at}/account");
                if (items[i]?.Identity is { } identity) faults.CheckText(identity, MaxIdentity, $"{at}/identity");
                if (items[i]?.Account is { } account && !seen.Add(account))
                    faults.Add($"{at}/account", "value.duplicate");
            }
        }
        return faults;
    }

    private static async Task<Results<Ok<Page<SameOperator>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (Math.Min(query.Limit, Query.DefaultLimit), Read(query.Text("after")));
        var least = query.UpTo("minAccounts", 2, MaxItems);
        List<InputFault> faults = [.. query.Faults];
        if (after is null) faults.Add("?after", "cursor.invalid");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var found = await database.ReadAsync(s => AccountOperators.ListAsync(
            s, registry.PlatformsOf(http.Caller().Id), least, after!, limit + 1, time.GetUtcNow()));
        return TypedResults.Ok(Pages.Of(found, limit, o => o.Operator));
    }

    private static byte[]? Read(string? after) => string.IsNullOrEmpty(after) ? []
        : after.Length == HashSize * 2 && after.All(char.IsAsciiHexDigit) ? Convert.FromHexString(after) : null;

    private static async Task<Ok<IdentityKeyView>> RotateAsync(
        HttpContext http, Database database, IdentityKeys keys, AuditLog audit)
    {
        var act = http.Act("identity-key.rotate");
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var made = await keys.RotateAsync(s);
            await audit.AddAsync(s, act, null, made, TakedownJson.Default.IdentityKeyView);
            return made;
        }));
    }
}
