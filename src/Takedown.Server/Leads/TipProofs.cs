using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Buffers.Binary;
using System.Buffers.Text;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>
/// A proof of work of our own instead of a third party's captcha: a signed challenge, good once and for ten minutes.
/// The key is in the database, which all processes share.
/// </summary>
internal sealed class TipProofs(Database database, TimeProvider time)
{
    /// <summary>About a quarter of a million digests: a second in a browser.</summary>
    private const int Bits = 18;
    private const int MaxNonce = 100;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private const string KeyOf = "SELECT value FROM settings WHERE name = 'tip-challenges'";
    private const string MakeKey =
        "INSERT INTO settings (name, value) VALUES ('tip-challenges', @made) ON CONFLICT (name) DO NOTHING";

    private const string Forget = "DELETE FROM tip_proofs WHERE expires_at < @now";

    private static readonly Table<(Guid Id, DateTimeOffset ExpiresAt)> Used = new("tip_proofs",
    [
        new("id", ColumnType.Id, p => p.Id),
        new("expires_at", ColumnType.Instant, p => p.ExpiresAt),
    ]);

    private byte[]? key;

    public async Task<TipChallenge> MakeAsync()
    {
        // To the second, as it is written.
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Good).ToUnixTimeSeconds());
        var content = string.Create(CultureInfo.InvariantCulture,
            $"{Bits}.{expires.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12))}");
        return new()
        {
            Challenge = $"{content}.{Sign(await KeyAsync(), content)}",
            Algorithm = "sha-256",
            Bits = Bits,
            ExpiresAt = expires,
        };
    }

    /// <summary>The fault of a proof; null for one that is good and was not used.</summary>
    public async Task<string?> FaultAsync(TipProof proof)
    {
        if (proof is not { Challenge: { Length: < 200 } challenge, Nonce: { Length: > 0 and <= MaxNonce } nonce })
            return "proof.invalid";
        var dot = challenge.LastIndexOf('.');
        if (dot < 0 || challenge.Split('.') is not [var bits, var until, _, var signature]) return "proof.invalid";
        var right = Sign(await KeyAsync(), challenge[..dot]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(signature)))
            return "proof.invalid";
        if (DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) < time.GetUtcNow())
            return "proof.expired";
        return ZeroBits(SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge}:{nonce}")))
            < int.Parse(bits, CultureInfo.InvariantCulture) ? "proof.unsolved" : null;
    }

    /// <summary>Uses a good proof up.</summary>
    /// <returns>Whether it was not used before.</returns>
    public async Task<bool> UseAsync(Session s, TipProof proof)
    {
        var now = time.GetUtcNow();
        await s.ExecuteAsync(Forget, new { now });
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Challenge!)).AsSpan(0, 16));
        return (await s.InsertNewAsync(Used, [(id, now + Good)]))[0];
    }

    private async Task<byte[]> KeyAsync()
    {
        if (key is { } known) return known;
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var text = await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync(MakeKey, new { made });
            return await s.FirstAsync<string>(KeyOf);
        });
        return key = Convert.FromHexString(text!);
    }

    private static string Sign(byte[] key, string content) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));

    private static int ZeroBits(byte[] digest)
    {
        var first = BinaryPrimitives.ReadUInt64BigEndian(digest);
        return BitOperations.LeadingZeroCount(first);
    }
}
