using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>Signatures of Standard Webhooks: HMAC-SHA256 over id, timestamp and body.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// One signature for each valid secret, so that a receiver can change secrets at any time within the overlap.
    /// </summary>
    public static string Header(
        IReadOnlyList<string> secrets, string id, DateTimeOffset timestamp, ReadOnlyMemory<byte> body) =>
        string.Join(' ', secrets.Select(secret => Sign(secret, id, timestamp, body.Span)));

    public static string Sign(string secret, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(
            $"{id}.{timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.");
        using var hmac =
            IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[Prefix.Length..]));
        hmac.AppendData(head);
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
