using System.Net;
using System.Net.Sockets;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>
/// Prevents outbound calls to the operator's own network. The name is resolved here and the connection uses the checked
/// address, so that DNS rebinding has no effect.
/// </summary>
internal sealed class OutboundGuard(TakedownOptions options)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            // Of 2000::/3: protocol assignments, documentation, 6to4.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The only part of IPv6 that is assigned as public; everything else is refused.</summary>
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address)
    {
        if (options.Webhooks.AllowPrivateAddresses) return true;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily is AddressFamily.InterNetwork || PublicV6.Contains(plain))
            && !NotPublic.Any(network => network.Contains(plain));
    }

    /// <summary>The faults of a webhook's URL that are known before a name is resolved.</summary>
    public IEnumerable<InputFault> Check(string? text, string pointer)
    {
        if (!IsWebhookUrl(text)) yield return new(pointer, "connector.url");
        foreach (var fault in CheckAddress(text, pointer)) yield return fault;
    }

    /// <summary>The faults of an absolute URL's scheme and address.</summary>
    public IEnumerable<InputFault> CheckAddress(string? text, string pointer)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) yield break;
        if (url.Scheme == Uri.UriSchemeHttp && !options.Webhooks.AllowPrivateAddresses)
            yield return new(pointer, "connector.url");
        var host = url.Host.TrimEnd('.');
        var local = host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if ((IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !Allows(address))
            || (local && !options.Webhooks.AllowPrivateAddresses))
        {
            yield return new(pointer, "connector.private-address");
        }
    }

    private static bool IsWebhookUrl(string? text) =>
        text is { Length: <= 2000 } && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 && url.Host.Length > 0;

    /// <summary>Connects to a public address of the host, or throws.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses =
            IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = addresses.Where(Allows).ToArray();
        if (allowed.Length == 0) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host resolves to private addresses only.</summary>
internal sealed class PrivateAddressException() : IOException("The host has no public address.");
