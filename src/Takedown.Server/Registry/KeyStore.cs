using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Takedown.Core.Keys;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Looks up keys. A key has 256 random bits, so storing its plain SHA-256 is safe and looking it up is fast.
/// </summary>
internal sealed class KeyStore : IAsyncDisposable
{
    public const int MinLength = 16;
    public const int MaxLength = 500;

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly GroupCommit<byte[], FoundKey?> finds;

    /// <summary>Last uses not yet written: one write per minute for all keys instead of one per request.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> used = new();

    public KeyStore(Database database, TimeProvider time)
    {
        (this.database, this.time) = (database, time);
        // Every request starts here: concurrent lookups are combined into one query that starts after the last of them
        // arrived.
        finds = new(FindAsync, _ => 1, maxSize: () => 200, workers: 2, _ => false);
    }

    private const string Find =
        """
        SELECT k.organisation_id AS id, o.kind AS kind, k.id AS key_id, k.hash AS hash, k.scopes AS scopes,
            k.expires_at AS expires_at, k.addresses AS addresses, k.person_id AS person_id, p.name AS person_name,
            p.role AS role, o.functions AS functions, (SELECT value FROM settings WHERE name = 'registry') AS registry
        FROM keys k JOIN organisations o ON o.id = k.organisation_id LEFT JOIN people p ON p.id = k.person_id
        WHERE k.revoked_at IS NULL AND k.hash IN 
        """;

    /// <summary>The caller of a key that is not revoked; whether it has expired is for the caller to judge.</summary>
    public Task<Caller?> FindAsync(string key, CancellationToken cancellation) =>
        key.Length is < MinLength or > MaxLength || !KeyText.MayExist(key) ? Task.FromResult<Caller?>(null)
            : FindByHashAsync(Hash(key), cancellation);

    /// <summary>The person of a subject at the sign-in provider.</summary>
    public Task<Caller?> FindSubjectAsync(string subject, CancellationToken cancellation) =>
        FindByHashAsync(SubjectHash(subject), cancellation);

    /// <summary>The caller of a key by its hash.</summary>
    public async Task<Caller?> FindByHashAsync(byte[] hash, CancellationToken cancellation)
    {
        if (await finds.DoAsync(hash).WaitAsync(cancellation) is not { } row) return null;
        used[row.KeyId] = time.GetUtcNow();
        return row.Caller;
    }

    private async Task<IReadOnlyList<FoundKey?>> FindAsync(IReadOnlyList<byte[]> hashes)
    {
        var found = (await database.ReadAsync(
            s => s.QueryAsync<FoundKey>(Find + s.InBytes("hashes"), new { hashes = s.Bytes(hashes) })))
            .ToDictionary(k => Convert.ToHexString(k.Hash), StringComparer.Ordinal);
        return [.. hashes.Select(hash => found.GetValueOrDefault(Convert.ToHexString(hash)))];
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

    /// <summary>The last use of a key, also if it is not written yet.</summary>
    public DateTimeOffset? LastUse(StoredKey key) => used.TryGetValue(key.Id, out var at) ? at : key.LastUsedAt;

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>One byte shorter than the hash of a key, so that no key can be mistaken for a subject.</summary>
    public static byte[] SubjectHash(string subject) => Hash(subject)[..31];

    public ValueTask DisposeAsync() => finds.DisposeAsync();
}
