using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// The key of the hashes by which operators of accounts are recognised, stored as other secrets are. There is one at a
/// time: a rotation forgets all hashes of the former one, because the identities they were made of are not stored.
/// </summary>
internal sealed class IdentityKeys(Database database, SecretBox box, TimeProvider time)
{
    private const int KeySize = 32;
    private const string Lock = "identity-key";
    private const string Last = "SELECT version, secret FROM identity_keys ORDER BY version DESC LIMIT 1";
    private const string Insert =
        "INSERT INTO identity_keys (version, secret, created_at) VALUES (@version, @secret, @now)";

    /// <summary>The key in force, made at its first use; null where no configured secret opens it.</summary>
    public async Task<(int Version, byte[] Key)?> CurrentAsync(Session s)
    {
        await s.LockAsync(Lock);
        if (await s.FirstAsync<Row>(Last) is not { } row) return await AddAsync(s, 1);
        return box.Unprotect(row.Secret) is { } secret ? (row.Version, Convert.FromBase64String(secret)) : null;
    }

    /// <summary>Makes a new key and forgets all hashes.</summary>
    public async Task<IdentityKeyView> RotateAsync(Session s)
    {
        await s.LockAsync(Lock);
        var version = (await s.FirstAsync<Row>(Last))?.Version ?? 0;
        await s.ExecuteAsync("DELETE FROM identity_keys");
        var forgotten = await s.ExecuteAsync("DELETE FROM account_operators");
        var made = await AddAsync(s, version + 1);
        return new() { Version = made.Version, At = time.GetUtcNow(), Forgotten = forgotten };
    }

    /// <summary>At a start, encrypts the key with the configured secret.</summary>
    public Task RenewAsync() => database.WriteAsync(async s =>
    {
        await s.LockAsync(Lock);
        if (await s.FirstAsync<Row>(Last) is not { } row || box.IsCurrent(row.Secret)
            || box.Unprotect(row.Secret) is not { } secret) return;
        await s.ExecuteAsync(
            "UPDATE identity_keys SET secret = @secret WHERE version = @Version",
            new { row.Version, secret = box.Protect(secret) });
    });

    /// <summary>The hash of an identity. Spelling does not matter: width, case and spaces.</summary>
    public static byte[] Hash(byte[] key, string identity) => HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes(OperatorIdentity.Compared(identity)));

    private async Task<(int Version, byte[] Key)> AddAsync(Session s, int version)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        await s.ExecuteAsync(Insert, new
        {
            version, secret = box.Protect(Convert.ToBase64String(key)), now = time.GetUtcNow(),
        });
        return (version, key);
    }

    private sealed record Row
    {
        public int Version { get; init; }
        public string Secret { get; init; } = "";
    }
}
