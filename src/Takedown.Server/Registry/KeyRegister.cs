using System.Security.Cryptography;
using Takedown.Contracts;
using Takedown.Core.Keys;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// A key to be stored. Its id and text are made once, so that a transaction that is retried makes the same key.
/// </summary>
internal sealed record NewKey
{
    public required Guid Id { get; init; }
    public required string Text { get; init; }
    public required Guid OrganisationId { get; init; }
    public Guid? PersonId { get; init; }
    public string? Name { get; init; }
    public required ScopeSet Scopes { get; init; }
    public IReadOnlyList<string>? Addresses { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public KeyOrigin Origin { get; init; }
    /// <summary>The key that makes this one as its successor; null if it has the scope <c>register</c>.</summary>
    public Guid? RotatedFrom { get; init; }

    public static string NewText(OrganisationKind kind) =>
        KeyText.New(kind, RandomNumberGenerator.GetBytes(KeyText.RandomBytes));

    public KeyCreated View => new()
    {
        Id = Id,
        Key = Text,
        Name = Name,
        Prefix = KeyText.PrefixOf(Text),
        PersonId = PersonId,
        Scopes = Scopes.List,
        Addresses = Addresses,
        ExpiresAt = ExpiresAt,
        RotatedFrom = RotatedFrom,
    };
}

/// <summary>Makes, lists and revokes keys.</summary>
internal sealed class KeyRegister(Database database, KeyStore uses, TimeProvider time)
{
    public const int MaxUnnamed = 2;
    public const int MaxNamed = 20;
    public const int MaxOfPerson = 5;

    private const string Insert =
        """
        INSERT INTO keys (id, organisation_id, person_id, name, prefix, scopes, addresses, origin, hash, created_at,
            expires_at, rotated_from)
        VALUES (@id, @organisationId, @personId, @name, @prefix, @scopes, @addresses, @origin, @hash, @now, @expiresAt,
            @rotatedFrom)
        """;

    private static readonly string CountAlike =
        $"""
        SELECT COUNT(*) FROM keys
        WHERE organisation_id = @organisationId AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
            AND origin IN ({KeyOrigin.Api:D}, {KeyOrigin.FirstStart:D})
            AND ((@personId IS NULL AND person_id IS NULL AND (name IS NULL) = @unnamed) OR person_id = @personId)
        """;

    private const string Exists = "SELECT COUNT(*) FROM keys WHERE id = @id";

    /// <returns>
    /// Why it is not made: the owner has as many active keys as it may have, or another of its line is active.
    /// </returns>
    public async Task<string?> AddAsync(Session s, NewKey key)
    {
        await LockAsync(s, key.OrganisationId);
        var now = time.GetUtcNow();
        // It is there if the transaction runs again because the confirmation of its commit was lost.
        if (await s.FirstAsync<long>(Exists, new { id = key.Id }) > 0) return null;
        if (key.RotatedFrom is { } from)
        {
            var line = KeyLine.Of(await OfOrganisationAsync(s, key.OrganisationId), from);
            if (line.Any(k => k.Id != from && k.IsActive(now))) return "key.successor";
        }
        var max = key.PersonId is not null ? MaxOfPerson : key.Name is not null ? MaxNamed : MaxUnnamed;
        var alike = await s.FirstAsync<long>(
            CountAlike,
            new { organisationId = key.OrganisationId, personId = key.PersonId, unnamed = key.Name is null, now });
        if (alike >= max) return "key.too-many";
        await InsertAsync(s, key, KeyStore.Hash(key.Text));
        return null;
    }

    /// <summary>Stores a key without a limit: configured keys and sign-ins.</summary>
    public Task InsertAsync(Session s, NewKey key, byte[] hash) => s.ExecuteAsync(Insert, new
    {
        id = key.Id,
        organisationId = key.OrganisationId,
        personId = key.PersonId,
        name = key.Name,
        prefix = KeyText.PrefixOf(key.Text),
        scopes = key.Scopes.Bits,
        addresses = key.Addresses is { } list ? string.Join(' ', list) : null,
        origin = (int)key.Origin,
        hash,
        now = time.GetUtcNow(),
        expiresAt = key.ExpiresAt,
        rotatedFrom = key.RotatedFrom,
    });

    private const string Known = "SELECT COUNT(*) FROM keys WHERE hash = @hash";

    /// <summary>Whether the key exists, revoked or not.</summary>
    public async Task<bool> IsKnownAsync(Session s, string key) =>
        await s.FirstAsync<long>(Known, new { hash = KeyStore.Hash(key) }) > 0;

    /// <summary>Keys of an organisation change one after the other.</summary>
    public static Task LockAsync(Session s, Guid organisationId) => s.LockAsync($"keys {organisationId}");

    private const string Columns =
        """
        SELECT k.id, k.organisation_id, o.kind, o.functions, k.person_id, p.role, k.name, k.prefix, k.scopes,
            k.addresses, k.origin,
            k.created_at, k.expires_at, k.last_used_at, k.revoked_at, k.rotated_from
        FROM keys k JOIN organisations o ON o.id = k.organisation_id LEFT JOIN people p ON p.id = k.person_id
        """;

    private const string One = $"{Columns} WHERE k.id = @id";
    private const string OfOrganisation = $"{Columns} WHERE k.organisation_id = @id ORDER BY k.id";
    private const string OfPerson = $"{Columns} WHERE k.person_id = @id ORDER BY k.id";

    public static Task<StoredKey?> FindAsync(Session s, Guid id) => s.FirstAsync<StoredKey>(One, new { id });

    public Task<StoredKey?> FindAsync(Guid id) => database.ReadAsync(s => FindAsync(s, id));

    public static Task<IReadOnlyList<StoredKey>> OfOrganisationAsync(Session s, Guid id) =>
        s.QueryAsync<StoredKey>(OfOrganisation, new { id });

    public static Task<IReadOnlyList<StoredKey>> OfPersonAsync(Session s, Guid id) =>
        s.QueryAsync<StoredKey>(OfPerson, new { id });

    public async Task<IReadOnlyList<KeyView>> ListAsync(Guid organisationId) =>
        Views(await database.ReadAsync(s => OfOrganisationAsync(s, organisationId)));

    public async Task<IReadOnlyList<KeyView>> ListOfPersonAsync(Guid personId) =>
        Views(await database.ReadAsync(s => OfPersonAsync(s, personId)));

    private IReadOnlyList<KeyView> Views(IEnumerable<StoredKey> keys) => [.. keys.Select(ViewOf)];

    /// <summary>A key as the audit trail shows it.</summary>
    public async Task<KeyView> RecordAsync(Session s, Guid id) => ViewOf((await FindAsync(s, id))!);

    public KeyView ViewOf(StoredKey key) => key.View with { LastUsedAt = uses.LastUse(key) };

    private const string Revoke = "UPDATE keys SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL";

    // The subject may be given to somebody else, so the row no longer answers to it.
    private static readonly string Detach =
        $"UPDATE keys SET revoked_at = @now, hash = @free WHERE id = @id AND origin = {KeyOrigin.SignIn:D}";

    public async Task RevokeAsync(Session s, StoredKey key)
    {
        var args = new { id = key.Id, now = time.GetUtcNow(), free = key.Id.ToByteArray() };
        await s.ExecuteAsync(key.Origin is KeyOrigin.SignIn ? Detach : Revoke, args);
    }

    /// <summary>
    /// Whether the operator could still manage keys and operations after a change: with a key that lasts, not with a
    /// sign-in, which depends on its provider.
    /// </summary>
    public static bool RemainsIn(IEnumerable<StoredKey> keys) => keys.Any(IsWayIn);

    public static bool IsWayIn(StoredKey key) =>
        key is { Kind: OrganisationKind.Operator, RevokedAt: null, ExpiresAt: null }
        && key.Origin is not KeyOrigin.SignIn
        && key.Effective.Has(KeyScope.Operate) && key.Effective.Has(KeyScope.Register);
}
