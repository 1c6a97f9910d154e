using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Organisations and the hosts of platforms.</summary>
internal sealed class OrganisationStore(Database database, SecretBox box)
{
    private const string Columns =
        """
        id, kind, name, country, region, email, phone, address, service_type, regime, regimes, connector,
        connector_url,
        connector_queue, disabled_at, disabled_reason,
        secret, former_secret, former_secret_until, tier, functions,
        parent_id, covers, claimant_type, created_at
        """;

    private const string InsertOne =
        $"""
        INSERT INTO organisations ({Columns})
        VALUES (@Id, @Kind, @Name, @Country, @Region, @Email, @Phone, @Address, @ServiceType, @Regime, @Regimes,
            @Connector,
            @ConnectorUrl, @ConnectorQueue, @DisabledAt, @DisabledReason, @Secret, @FormerSecret, @FormerSecretUntil,
            @Tier, @Functions, @ParentId, @Covers, @ClaimantType, @CreatedAt)
        """;

    private static readonly string[] InsertSeqs =
    [
        "INSERT INTO platform_seqs (platform_id) VALUES (@Id)",
        "INSERT INTO account_seqs (platform_id, account_seq) VALUES (@Id, 0)",
    ];

    public async Task InsertAsync(Session s, Organisation organisation)
    {
        await s.ExecuteAsync(InsertOne, Stored(organisation));
        if (organisation.Kind is OrganisationKind.Platform)
        {
            foreach (var insert in InsertSeqs) await s.ExecuteAsync(insert, organisation);
        }
        await SetHostsAsync(s, organisation);
        await Bump(s);
    }

    private const string UpdateOne =
        """
        UPDATE organisations SET name = @Name, country = @Country, region = @Region, email = @Email, phone = @Phone,
            address = @Address, service_type = @ServiceType, regime = @Regime, regimes = @Regimes,
            connector = @Connector,
            connector_url = @ConnectorUrl, connector_queue = @ConnectorQueue, disabled_at = @DisabledAt,
            disabled_reason = @DisabledReason, secret = @Secret,
            former_secret = @FormerSecret,
            former_secret_until = @FormerSecretUntil, tier = @Tier, functions = @Functions,
            parent_id = @ParentId, covers = @Covers, claimant_type = @ClaimantType
        WHERE id = @Id
        """;

    public async Task UpdateAsync(Session s, Organisation organisation)
    {
        await s.ExecuteAsync(UpdateOne, Stored(organisation));
        await SetHostsAsync(s, organisation);
        await Bump(s);
    }

    private const string UpdateSecrets =
        """
        UPDATE organisations
        SET secret = @Secret, former_secret = @FormerSecret, former_secret_until = @FormerSecretUntil
        WHERE id = @Id
        """;

    /// <summary>
    /// Updates the signing secrets only. Routing does not read them and senders read them anew, so the version of the
    /// registry stays.
    /// </summary>
    public Task UpdateSecretsAsync(Session s, Organisation organisation) =>
        s.ExecuteAsync(UpdateSecrets, Stored(organisation));

    private const string Disable =
        """
        UPDATE organisations SET disabled_at = @at, disabled_reason = @reason
        WHERE id = @Id AND connector_url = @ConnectorUrl AND disabled_at IS NULL
        """;

    /// <summary>Disables a webhook unless it was changed meanwhile.</summary>
    /// <returns>Whether this call disabled it.</returns>
    public static async Task<bool> DisableAsync(Session s, Organisation platform, DateTimeOffset at, string reason)
    {
        if (await s.ExecuteAsync(Disable, new { platform.Id, platform.ConnectorUrl, at, reason }) == 0) return false;
        await Bump(s);
        return true;
    }

    private const string DeleteHosts = "DELETE FROM platform_hosts WHERE platform_id = @Id";
    private const string InsertHost = "INSERT INTO platform_hosts (host, platform_id) VALUES (@host, @id)";

    private static async Task SetHostsAsync(Session s, Organisation organisation)
    {
        await s.ExecuteAsync(DeleteHosts, organisation);
        foreach (var host in organisation.Hosts) await s.ExecuteAsync(InsertHost, new { host, id = organisation.Id });
    }

    private const string ParentOf = "SELECT parent_id FROM organisations WHERE id = @id";

    /// <summary>
    /// The explicit superiors of a body, nearest first, under the lock that every change of a superior takes.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> LockParentsAsync(Session s, Guid id)
    {
        await s.LockAsync("parents of bodies");
        List<Guid> found = [];
        var next = await ParentAsync(s, id);
        while (next is { } one && !found.Contains(one))
        {
            found.Add(one);
            next = await ParentAsync(s, one);
        }
        return found;
    }

    private static async Task<Guid?> ParentAsync(Session s, Guid id) =>
        (await s.FirstAsync<Organisation>(ParentOf, new { id }))?.ParentId;

    private const string FindOne = $"SELECT {Columns} FROM organisations WHERE id = @id";
    private const string HostsOf = "SELECT host FROM platform_hosts WHERE platform_id = @id ORDER BY host";

    /// <summary>
    /// Reads an organisation for a change and locks it, so that concurrent changes do not overwrite each other.
    /// </summary>
    public async Task<Organisation?> LockAsync(Session s, Guid id)
    {
        await s.LockAsync($"organisation {id}");
        return await FindAsync(s, id);
    }

    /// <summary>An organisation without its hosts.</summary>
    public async Task<Organisation?> FindBareAsync(Session s, Guid id) =>
        await s.FirstAsync<Organisation>(FindOne, new { id }) is { } found ? Read(found) : null;

    public async Task<Organisation?> FindAsync(Session s, Guid id) =>
        await FindBareAsync(s, id) is { } found
            ? found with { Hosts = await s.QueryAsync<string>(HostsOf, new { id }) }
            : null;

    public Task<Organisation?> FindAsync(Guid id) => database.ReadAsync(s => FindAsync(s, id));

    private const string Page =
        $"""
        SELECT {Columns} FROM organisations
        WHERE id > @after AND (@kind IS NULL OR kind = @kind)
        ORDER BY id LIMIT @take
        """;

    private const string AllHosts = "SELECT platform_id, host FROM platform_hosts";

    public Task<IReadOnlyList<Organisation>> ListAsync(Guid? after, OrganisationKind? kind, int take) =>
        database.ReportAsync(async s =>
        {
            var rows = await s.QueryAsync<Organisation>(
                Page, new { after = after ?? Guid.Empty, kind = (int?)kind, take });
            return await WithHosts(s, [.. rows.Select(Read)]);
        });

    private static readonly string Responsible =
        $"SELECT {Columns} FROM organisations WHERE kind <> {OrganisationKind.Claimant:D} ORDER BY id";

    /// <summary>All platforms, regulators and the operator, as needed for routing.</summary>
    public async Task<IReadOnlyList<Organisation>> ListResponsibleAsync(Session s) =>
        await WithHosts(s, [.. (await s.QueryAsync<Organisation>(Responsible)).Select(Read)]);

    private static async Task<IReadOnlyList<Organisation>> WithHosts(Session s, IReadOnlyList<Organisation> rows)
    {
        var hosts = (await s.QueryAsync<HostRow>(AllHosts)).ToLookup(h => h.PlatformId, h => h.Host);
        return [.. rows.Select(o => o.Kind is OrganisationKind.Platform ? o with { Hosts = [.. hosts[o.Id]] } : o)];
    }

    private const string Secrets =
        """
        SELECT id, secret, former_secret, former_secret_until FROM organisations
        WHERE secret IS NOT NULL OR former_secret IS NOT NULL
        """;

    /// <summary>Stores secrets again that are not under the current key.</summary>
    /// <returns>The number of organisations whose secrets no configured key opens.</returns>
    public Task<int> RenewSecretsAsync() => database.WriteAsync(async s =>
    {
        var unreadable = 0;
        await s.LockAsync("secrets");
        foreach (var stored in await s.QueryAsync<Organisation>(Secrets))
        {
            if (new[] { stored.Secret, stored.FormerSecret }.OfType<string>().All(box.IsCurrent)) continue;
            var read = Read(stored);
            if ((read.Secret is null) != (stored.Secret is null)) unreadable++;
            else await s.ExecuteAsync(UpdateSecrets, Stored(read));
        }
        return unreadable;
    });

    private Organisation Stored(Organisation o) => o with
    {
        Secret = o.Secret is null ? o.Unreadable.Secret : box.Protect(o.Secret),
        FormerSecret = o.FormerSecret is null ? o.Unreadable.Former : box.Protect(o.FormerSecret),
    };

    /// <summary>A secret that no configured key opens is null.</summary>
    private Organisation Read(Organisation o)
    {
        if (o.Secret is null && o.FormerSecret is null) return o;
        var (secret, former) = (Open(o.Secret), Open(o.FormerSecret));
        return o with
        {
            Secret = secret,
            FormerSecret = former,
            Unreadable = (secret is null ? o.Secret : null, former is null ? o.FormerSecret : null),
        };

        string? Open(string? stored) => stored is null ? null : box.Unprotect(stored);
    }

    private const string BumpVersion =
        """
        INSERT INTO settings (name, value) VALUES ('registry', '1')
        ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS INTEGER) + 1 AS TEXT)
        """;

    /// <summary>Increments the version of the registry, which makes every process reload its snapshot.</summary>
    public static Task Bump(Session s) => s.ExecuteAsync(BumpVersion);

    private sealed record HostRow
    {
        public Guid PlatformId { get; init; }
        public string Host { get; init; } = "";
    }
}
