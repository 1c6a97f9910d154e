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
    private Task<string?> SeedAsync()
    {
        // Made once: the transaction runs again if the confirmation of its commit was lost, and finds them then.
        var (newId, text) = (ids.Next(), NewKey.NewText(OrganisationKind.Operator));
        return database.WriteAsync(s => SeedAsync(s, newId, options.OperatorKey is null ? text : null));
    }

    private async Task<string?> SeedAsync(Session s, Guid newId, string? text)
    {
        await s.LockAsync("first start");
        var known = await s.FirstAsync<Guid?>(FindOperator);
        if (known == newId) return text;
        var (operatorId, made) = (known ?? newId, known is null ? text : null);
        if (known is null)
        {
            await organisations.InsertAsync(s, new Organisation
            {
                Id = operatorId,
                Kind = OrganisationKind.Operator,
                Name = "Operator",
                Country = "ZZ",
                Region = "ZZ",
                CreatedAt = time.GetUtcNow(),
            });
        }
        if (made is not null) await AddKeyAsync(s, operatorId, made, KeyOrigin.FirstStart);
        else if (options.OperatorKey is { } configured)
            await AddConfiguredAsync(s, operatorId, configured, first: known is null);
        await AddMissingAsync(s);
        return made;
    }

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
        var regimes = (await PolicyStore.RegimesAsync(s)).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var regime in DefaultPack.Regimes.Where(r => !regimes.Contains(r.Code)))
            await policies.AddAsync(s, regime);
    }
}
