using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Core.Packs;
using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Creates the required data of an empty database before the first request: the operator, its key and the default pack.
/// </summary>
internal sealed class RegistrySeeder(
    Database database, OrganisationStore organisations, PolicyStore policies, KeyRegister keys,
    AuditLog audit, Ids ids, TimeProvider time, TakedownOptions options, ILogger<RegistrySeeder> log)
{
    private static readonly string FindOperator =
        $"SELECT id FROM organisations WHERE kind = {OrganisationKind.Operator:D}";

    public async Task RunAsync()
    {
        if (await SeedAsync() is not { } key) return;
        // To the terminal, not to the log: logs are kept and forwarded, and the key is shown only once.
        await Console.Out.WriteLineAsync(
            $"{Environment.NewLine}  Operator key, shown this once: {key}{Environment.NewLine}");
        if (Console.IsOutputRedirected)
        {
            log.LogWarning(
                "The operator key was printed to an output that is not a terminal, which may be kept. Make another key "
                + "over the API and revoke this one, or configure Takedown:OperatorKey before the first start.");
        }
    }

    /// <returns>The operator key created here; null if there was one.</returns>
    private Task<string?> SeedAsync() => database.WriteAsync(async s =>
    {
        await s.LockAsync("first start");
        var operatorId = await s.FirstAsync<Guid?>(FindOperator);
        var made = operatorId is null && options.OperatorKey is null
            ? NewKey.NewText(OrganisationKind.Operator)
            : null;
        var first = operatorId is null;
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
        if (made is not null) await AddKeyAsync(s, operatorId.Value, made, KeyOrigin.FirstStart);
        else if (options.OperatorKey is { } configured)
            await AddConfiguredAsync(s, operatorId.Value, configured, first);
        await AddMissingAsync(s);
        return made;
    });

    /// <summary>
    /// The configured key is for the first start and for recovery. An unknown one is added and changes no other; a
    /// known one is left as it is, so that a revoked one stays revoked and an older process undoes nothing.
    /// </summary>
    private async Task AddConfiguredAsync(Session s, Guid operatorId, string key, bool first)
    {
        if (await keys.IsKnownAsync(s, key)) return;
        var id = await AddKeyAsync(s, operatorId, key, KeyOrigin.Configuration);
        if (first) return;
        s.AfterCommit(() => log.LogWarning(
            "Takedown:OperatorKey is new: it was added as the operator's key {Key}. Older keys work until they are "
            + "revoked.", id));
    }

    private async Task<Guid> AddKeyAsync(Session s, Guid operatorId, string text, KeyOrigin origin)
    {
        var id = ids.Next();
        var key = new NewKey
        {
            Id = id,
            Text = text,
            OrganisationId = operatorId,
            Name = origin is KeyOrigin.Configuration ? "configured" : null,
            Scopes = ScopeSet.All,
            Origin = origin,
        };
        await keys.InsertAsync(s, key, KeyStore.Hash(text));
        // Last: other acts wait until the transaction ends, and this one only adds the default pack.
        await audit.AddAsync(
            s, AuditActs.ByServer("key.create", id), null, await keys.RecordAsync(s, id), TakedownJson.Default.KeyView);
        return id;
    }

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
