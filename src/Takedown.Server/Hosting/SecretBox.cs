using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Takedown.Server.Hosting;

/// <summary>
/// Encrypts secrets before they are stored (AES-256-GCM), with a key that is not in the database. A stored secret
/// names its key, so that keys can be replaced.
/// </summary>
internal sealed class SecretBox
{
    private const string Prefix = "aes1:";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lazy<IReadOnlyList<(string Name, byte[] Key)>> given;

    /// <param name="read">
    /// Reads the current key, then the former one, at the first use; a failure is tried again at the next.
    /// </param>
    public SecretBox(Func<IEnumerable<string>> read) => given = new(
        () => [.. read().Select(Derive)], LazyThreadSafetyMode.PublicationOnly);

    private IReadOnlyList<(string Name, byte[] Key)> Keys => given.Value;

    /// <summary>Whether secrets are stored encrypted.</summary>
    public bool IsEncrypting => Keys.Count > 0;

    /// <summary>Whether a stored secret is as it would be stored now.</summary>
    public bool IsCurrent(string stored) =>
        !IsEncrypting || stored.StartsWith($"{Prefix}{Keys[0].Name}:", StringComparison.Ordinal);

    public string Protect(string secret)
    {
        if (!IsEncrypting) return secret;
        var (name, key) = Keys[0];
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceSize), plain, sealedBytes.AsSpan(NonceSize, plain.Length),
            sealedBytes.AsSpan(NonceSize + plain.Length));
        return $"{Prefix}{name}:{Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <returns>The secret; null if none of the configured keys opens it.</returns>
    public string? Unprotect(string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal)) return stored;
        var parts = stored.Split(':');
        if (parts.Length != 3 || Keys.FirstOrDefault(k => k.Name == parts[1]).Key is not { } key) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(parts[2]);
            var plain = new byte[bytes.Length - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(
                bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, plain.Length), bytes.AsSpan(^TagSize..), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception error) when (error is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static (string Name, byte[] Key) Derive(string text)
    {
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(text), 32, info: "takedown secrets"u8.ToArray());
        return (Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4)), key);
    }
}
