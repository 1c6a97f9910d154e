using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Keys of organisations. A key has 256 random bits, so storing its plain SHA-256 is safe and looking it up is fast.
/// </summary>
internal sealed class KeyStore : IAsyncDisposable
{
    public const int MaxActive = 2;

    private readonly Database database;
    private readonly Ids ids;
    private readonly TimeProvider time;
    private readonly GroupCommit<byte[], FoundKey?> finds;

    /// <summary>Last uses not yet written: one write per minute for all keys instead of one per request.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> used = new();

    public KeyStore(Database database, Ids ids, TimeProvider time)
    {
        (this.database, this.ids, this.time) = (database, ids, time);
        // Every request starts here: concurrent lookups are combined into one query that starts after the last of them
        // arrived.
        finds = new(FindAsync, _ => 1, maxSize: 200, workers: 2, _ => false);
    }

    public static string NewKey(OrganisationKind kind) =>
        $"tk_{kind.ToString().ToLowerInvariant()}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";

    private const string Find =
        """
        SELECT k.organisation_id AS id, o.kind AS kind, k.id AS key_id, k.hash AS hash,
            (SELECT value FROM settings WHERE name = 'registry') AS registry
        FROM keys k JOIN organisations o ON o.id = k.organisation_id
        WHERE k.revoked_at IS NULL AND k.hash IN 
        """;

    public async Task<Caller?> FindAsync(string key, CancellationToken cancellation)
    {
        if (key.Length is < 16 or > 500) return null;
        if (await finds.DoAsync(Hash(key)).WaitAsync(cancellation) is not { } row) return null;
        used[row.KeyId] = time.GetUtcNow();
        return new Caller(row.Id, row.Kind, row.KeyId, row.Registry);
    }

    private async Task<IReadOnlyList<FoundKey?>> FindAsync(IReadOnlyList<byte[]> hashes)
    {
        var found = (await database.ReadAsync(
            s => s.QueryAsync<FoundKey>(Find + s.InBytes("hashes"), new { hashes = s.Bytes(hashes) })))
            .ToDictionary(k => Convert.ToHexString(k.Hash), StringComparer.Ordinal);
        return [.. hashes.Select(hash => found.GetValueOrDefault(Convert.ToHexString(hash)))];
    }

    private const string Insert =
        "INSERT INTO keys (id, organisation_id, hash, created_at) VALUES (@id, @organisationId, @hash, @now)";

    private const string CountActive =
        "SELECT COUNT(*) FROM keys WHERE organisation_id = @organisationId AND revoked_at IS NULL";

    /// <summary>Creates a key; null if two keys are active already.</summary>
    public Task<KeyCreated?> CreateAsync(Guid organisationId, OrganisationKind kind) =>
        database.WriteAsync(async s =>
        {
            await s.LockAsync($"keys {organisationId}");
            if (await s.FirstAsync<long>(CountActive, new { organisationId }) >= MaxActive) return null;
            var key = NewKey(kind);
            var id = ids.Next();
            await s.ExecuteAsync(Insert, new { id, organisationId, hash = Hash(key), now = time.GetUtcNow() });
            return new KeyCreated { Id = id, Key = key };
        });

    private const string Revoke =
        """
        UPDATE keys SET revoked_at = @now
        WHERE id = @keyId AND revoked_at IS NULL AND (@organisationId IS NULL OR organisation_id = @organisationId)
        """;

    /// <summary>Revokes a key; if an organisation is given, only a key of that organisation.</summary>
    public Task<bool> RevokeAsync(Guid keyId, Guid? organisationId) =>
        database.WriteAsync(
            async s => await s.ExecuteAsync(Revoke, new { keyId, organisationId, now = time.GetUtcNow() }) > 0);

    private const string List =
        "SELECT id, created_at, last_used_at, revoked_at FROM keys WHERE organisation_id = @organisationId ORDER BY id";

    public async Task<IReadOnlyList<KeyView>> ListAsync(Guid organisationId)
    {
        var rows = await database.ReadAsync(s => s.QueryAsync<KeyView>(List, new { organisationId }));
        return [.. rows.Select(k => used.TryGetValue(k.Id, out var at) ? k with { LastUsedAt = at } : k)];
    }

    private const string RevokeOthers =
        "UPDATE keys SET revoked_at = @now WHERE organisation_id = @organisationId AND hash <> @hash "
            + "AND revoked_at IS NULL";

    private const string Restore =
        "UPDATE keys SET revoked_at = NULL WHERE organisation_id = @organisationId AND hash = @hash";

    /// <summary>Makes this the only key of the organisation, even if it was revoked before.</summary>
    public async Task SetOnlyAsync(Session s, Guid organisationId, string key)
    {
        var args = new { id = ids.Next(), organisationId, hash = Hash(key), now = time.GetUtcNow() };
        await s.ExecuteAsync(RevokeOthers, args);
        if (await s.ExecuteAsync(Restore, args) == 0) await s.ExecuteAsync(Insert, args);
    }

    private const string Touch = "UPDATE keys SET last_used_at = @at WHERE id = @id";

    /// <summary>Writes the last use of keys.</summary>
    public async Task FlushUsesAsync()
    {
        var uses = used.ToArray();
        if (uses.Length == 0) return;
        await database.WriteAsync(async s =>
        {
            foreach (var (id, at) in uses) await s.ExecuteAsync(Touch, new { id, at });
        });
        foreach (var use in uses) used.TryRemove(use);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private sealed record FoundKey
    {
        public byte[] Hash { get; init; } = [];
        public Guid Id { get; init; }
        public OrganisationKind Kind { get; init; }
        public Guid KeyId { get; init; }
        public string Registry { get; init; } = "";
    }

    public ValueTask DisposeAsync() => finds.DisposeAsync();
}
