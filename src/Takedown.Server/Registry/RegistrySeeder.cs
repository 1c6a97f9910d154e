using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Creates the required data of an empty database before the first request: the operator, its key and the default pack.
/// </summary>
internal sealed class RegistrySeeder(
    Database database, OrganisationStore organisations, PolicyStore policies, KeyStore keys, Ids ids, TimeProvider time,
    TakedownOptions options)
{
    private static readonly string FindOperator =
        $"SELECT id FROM organisations WHERE kind = {OrganisationKind.Operator:D}";

    public async Task RunAsync()
    {
        if (await SeedAsync() is not { } key) return;
        // To the terminal, not to the log: logs are kept and forwarded, and the key is shown only once.
        await Console.Out.WriteLineAsync(
            $"{Environment.NewLine}  Operator key, shown this once: {key}{Environment.NewLine}");
    }

    /// <returns>The operator key created here; null if there was one.</returns>
    private Task<string?> SeedAsync() => database.WriteAsync(async s =>
    {
        await s.LockAsync("first start");
        var operatorId = await s.FirstAsync<Guid?>(FindOperator);
        var made = operatorId is null && options.OperatorKey is null
            ? KeyStore.NewKey(OrganisationKind.Operator)
            : null;
        if (operatorId is null)
        {
            operatorId = ids.Next();
            await organisations.InsertAsync(s, new Organisation
            {
                Id = operatorId.Value,
                Kind = OrganisationKind.Operator,
                Name = "Operator",
                Country = "ZZ",
                Region = "ZZ",
                CreatedAt = time.GetUtcNow(),
            });
        }
        // A configured key is the operator's only one: changing the setting changes the key.
        if ((options.OperatorKey ?? made) is { } key) await keys.SetOnlyAsync(s, operatorId.Value, key);
        await AddMissingAsync(s);
        return made;
    });

    /// <summary>Adds the codes of the pack that are missing; changes by the operator are kept.</summary>
    private async Task AddMissingAsync(Session s)
    {
        var calendars = (await PolicyStore.CalendarsAsync(s)).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var calendar in DefaultPack.Calendars.Where(c => !calendars.Contains(c.Code)))
            await policies.AddAsync(s, calendar);
        var codes = (await PolicyStore.PoliciesAsync(s)).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var policy in DefaultPack.Policies.Where(p => !codes.Contains(p.Code)))
            await policies.AddAsync(s, policy);
    }
}
