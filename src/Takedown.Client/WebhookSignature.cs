using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Takedown.Client;

/// <summary>Verifies what a webhook receives (Standard Webhooks).</summary>
public static class WebhookSignature
{
    /// <summary>How far the timestamp may be from the receiver's clock, unless another is given.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    private const string Prefix = "whsec_";

    /// <summary>
    /// Whether a request was signed with the secret, for its content and not long ago. Any one signature that fits is
    /// enough: for a day after a rotation there is one for each secret.
    /// </summary>
    /// <param name="secret">The signing secret, <c>whsec_…</c>.</param>
    /// <param name="id">Header <c>webhook-id</c>.</param>
    /// <param name="timestamp">Header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">Header <c>webhook-signature</c>: signatures separated by spaces.</param>
    /// <param name="body">The body as received, before it is parsed.</param>
    /// <param name="tolerance">Default: <see cref="DefaultTolerance"/>.</param>
    /// <param name="time">The receiver's clock. Default: that of the system.</param>
    public static bool Verify(
        string secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body,
        TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        var distance = (time ?? TimeProvider.System).GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (distance.Duration() > (tolerance ?? DefaultTolerance)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var expected = Expected(secret, id, timestamp, body);
        var found = false;
        foreach (var one in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // All are compared, in a time that tells nothing of the content.
            found |= one.StartsWith("v1,", StringComparison.Ordinal)
                && Convert.TryFromBase64String(one[3..], given, out var written)
                && CryptographicOperations.FixedTimeEquals(given[..written], expected);
        }
        return found;
    }

    private static byte[] Expected(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(
            secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
