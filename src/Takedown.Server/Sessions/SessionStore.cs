using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Takedown.Screens.Api;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Sessions;

/// <summary>
/// Sessions of the console. A token has 256 random bits and is stored as its hash; the session ends with its key.
/// </summary>
internal sealed class SessionStore(Database database, KeyStore keys, TimeProvider time)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How exactly the last use is known; a write for each request would be one too many.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private const string Insert =
        """
        INSERT INTO sessions (hash, key_id, created_at, seen_at, ends_at)
        VALUES (@hash, @keyId, @now, @now, @endsAt)
        """;

    private const string Sweep = "DELETE FROM sessions WHERE ends_at <= @now OR seen_at <= @idle";

    public async Task<string> OpenAsync(Guid keyId)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync(Sweep, new { now, idle = now - Idle });
            await s.ExecuteAsync(Insert, new { hash = Hash(token), keyId, now, endsAt = now + Longest });
        });
        return token;
    }

    private const string Find =
        """
        SELECT k.hash AS key_hash, s.seen_at AS seen_at FROM sessions s JOIN keys k ON k.id = s.key_id
        WHERE s.hash = @hash AND s.ends_at > @now AND s.seen_at > @idle AND k.revoked_at IS NULL
        """;

    private const string Touch = "UPDATE sessions SET seen_at = @now WHERE hash = @hash";

    public async Task<SignedIn?> FindAsync(string token, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hash = Hash(token);
        var found = await database.ReadAsync(
            s => s.FirstAsync<SessionRow>(Find, new { hash, now, idle = now - Idle }), cancellation);
        if (found is null || await keys.FindByHashAsync(found.KeyHash, cancellation) is not { } caller) return null;
        if (now - found.SeenAt >= Step)
            await database.WriteAsync(s => s.ExecuteAsync(Touch, new { hash, now }), CancellationToken.None);
        return new(caller, NameOf(hash));
    }

    private const string List =
        """
        SELECT hash, created_at, seen_at, ends_at FROM sessions
        WHERE key_id = @key AND ends_at > @now AND seen_at > @idle ORDER BY created_at DESC
        """;

    /// <summary>The open sessions of a key, newest first.</summary>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(SignedIn caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await database.ReadAsync(
            s => s.QueryAsync<OpenRow>(List, new { key = caller.Caller.KeyId, now, idle = now - Idle }), cancellation);
        return [.. rows.Select(r => new OpenSession(
            NameOf(r.Hash), r.CreatedAt, r.SeenAt, r.EndsAt, NameOf(r.Hash) == caller.Name))];
    }

    private const string End = "DELETE FROM sessions WHERE key_id = @key AND hash = @hash";

    /// <summary>Ends a session of the same key. One that is not there has ended already.</summary>
    public Task EndAsync(SignedIn caller, string name) => database.WriteAsync(async s =>
    {
        var rows = await s.QueryAsync<OpenRow>(
            List, new { key = caller.Caller.KeyId, now = DateTimeOffset.UnixEpoch, idle = DateTimeOffset.UnixEpoch });
        foreach (var row in rows.Where(r => NameOf(r.Hash) == name))
            await s.ExecuteAsync(End, new { key = caller.Caller.KeyId, hash = row.Hash });
    });

    private const string Delete = "DELETE FROM sessions WHERE hash = @hash";

    public Task CloseAsync(string token) =>
        database.WriteAsync(s => s.ExecuteAsync(Delete, new { hash = Hash(token) }));

    /// <summary>A part of the hash, which is no secret.</summary>
    private static string NameOf(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 12));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>A session as found.</summary>
internal sealed record SessionRow
{
    public byte[] KeyHash { get; init; } = [];
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>An open session.</summary>
internal sealed record OpenRow
{
    public byte[] Hash { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
}
