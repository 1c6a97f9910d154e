using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>The table <c>subscriptions</c>, as its owners see it.</summary>
internal sealed class SubscriptionStore(Database database, SecretBox box)
{
    public const string Columns =
        """
        s.id, s.organisation_id, o.kind, s.url, s.events, s.description, s.active, s.disabled_at, s.disabled_code,
        s.secret, s.former_secrets, s.tx, s.seq, s.taken, s.failures, s.failing_since, s.code, s.next_at, s.created_at
        """;

    public const string Source = "subscriptions s JOIN organisations o ON o.id = s.organisation_id";

    private const string CountOf = "SELECT COUNT(*) FROM subscriptions WHERE organisation_id = @organisation";

    public static Task<long> CountAsync(Session s, Guid organisation) =>
        s.FirstAsync<long>(CountOf, new { organisation });

    private const string Insert =
        """
        INSERT INTO subscriptions (id, organisation_id, url, events, description, active, secret, tx, seq, taken, more,
            failures, next_at, leased_until, created_at)
        VALUES (@Id, @OrganisationId, @Url, @Events, @Description, @Active, @secret, @Tx, @Seq, @Taken, 1, 0, @NextAt,
            0, @CreatedAt)
        ON CONFLICT (id) DO NOTHING
        """;

    public Task InsertAsync(Session s, Subscription made) => s.ExecuteAsync(Insert, new
    {
        made.Id, made.OrganisationId, made.Url, made.Events, made.Description, made.Active,
        secret = box.Protect(made.Secret!), made.Tx, made.Seq, made.Taken, made.NextAt, made.CreatedAt,
    });

    private const string ById =
        $"SELECT {Columns} FROM {Source} WHERE s.id = @id AND s.organisation_id = @organisation";

    public async Task<Subscription?> FindAsync(Session s, Guid id, Guid organisation) =>
        await s.FirstAsync<Subscription>(ById, new { id, organisation }) is { } row ? Opened(row) : null;

    public Task<Subscription?> FindAsync(Guid id, Guid organisation) =>
        database.ReadAsync(s => FindAsync(s, id, organisation));

    private const string Page =
        $"""
        SELECT {Columns} FROM {Source} WHERE s.organisation_id = @organisation AND s.id > @after
        ORDER BY s.id LIMIT @take
        """;

    public Task<IReadOnlyList<Subscription>> ListAsync(Guid organisation, Guid after, int take) =>
        database.ReadAsync(s => s.QueryAsync<Subscription>(Page, new { organisation, after, take }));

    private const string Change =
        """
        UPDATE subscriptions SET url = @Url, events = @Events, description = @Description, active = @Active,
            disabled_at = @DisabledAt, disabled_code = @DisabledCode, failures = @Failures,
            failing_since = @FailingSince, code = @Code, next_at = @NextAt
        WHERE id = @Id AND organisation_id = @OrganisationId
        """;

    public static Task ChangeAsync(Session s, Subscription after) => s.ExecuteAsync(Change, new
    {
        after.Id, after.OrganisationId, after.Url, after.Events, after.Description, after.Active, after.DisabledAt,
        after.DisabledCode, after.Failures, after.FailingSince, after.Code, after.NextAt,
    });

    private const string ChangeSecrets =
        "UPDATE subscriptions SET secret = @secret, former_secrets = @former WHERE id = @id";

    /// <param name="s">The transaction.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="secret">The present secret.</param>
    /// <param name="former">The former ones; null for none.</param>
    public Task ChangeSecretsAsync(Session s, Guid id, string secret, string? former) => s.ExecuteAsync(
        ChangeSecrets,
        new { id, secret = box.Protect(secret), former = former is null ? null : box.Protect(former) });

    private const string Delete =
        "DELETE FROM subscriptions WHERE id = @id AND organisation_id = @organisation";

    private const string DeleteDeliveries = "DELETE FROM subscription_deliveries WHERE subscription_id = @id";

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> DeleteAsync(Session s, Guid id, Guid organisation)
    {
        if (await s.ExecuteAsync(Delete, new { id, organisation }) == 0) return false;
        await s.ExecuteAsync(DeleteDeliveries, new { id });
        return true;
    }

    /// <summary>The last position of a feed now; what follows it happens later.</summary>
    public static Task<Position> LastAsync(Session s, Guid organisation) =>
        s.FirstAsync<Position>(
            $"""
            SELECT tx, seq FROM (
                SELECT * FROM (SELECT tx, seq FROM events WHERE claimant_id = @organisation {s.CommittedOnly}
                    ORDER BY tx DESC, seq DESC LIMIT 1) AS own
                UNION ALL
                SELECT * FROM (SELECT tx, seq FROM events WHERE regulator_id = @organisation {s.CommittedOnly}
                    ORDER BY tx DESC, seq DESC LIMIT 1) AS escalated) AS feed
            ORDER BY tx DESC, seq DESC LIMIT 1
            """, new { organisation });

    private const string Secrets = "SELECT id, secret, former_secrets FROM subscriptions";

    /// <summary>Stores secrets again that are not under the current key.</summary>
    public Task RenewSecretsAsync() => database.WriteAsync(async s =>
    {
        await s.LockAsync("subscription secrets");
        foreach (var stored in await s.QueryAsync<Subscription>(Secrets))
        {
            if (new[] { stored.Secret, stored.FormerSecrets }.OfType<string>().All(box.IsCurrent)) continue;
            if (Opened(stored) is { Secret: { } secret } read)
                await ChangeSecretsAsync(s, stored.Id, secret, read.FormerSecrets);
        }
    });

    public Subscription Opened(Subscription row) => row with
    {
        Secret = row.Secret is null ? null : box.Unprotect(row.Secret),
        FormerSecrets = row.FormerSecrets is null ? null : box.Unprotect(row.FormerSecrets),
    };
}
