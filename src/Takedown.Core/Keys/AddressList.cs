using System.Net;
using System.Net.Sockets;

namespace Takedown.Core.Keys;

/// <summary>
/// The networks from which a key may be used, in CIDR notation; a single address is a network of one.
/// </summary>
public static class AddressList
{
    public const int MaxEntries = 50;

    /// <summary>The network in its canonical form; null for another text.</summary>
    public static string? Canonical(string? text) => Parse(text)?.ToString();

    public static bool Contains(IEnumerable<string> networks, IPAddress? address)
    {
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => Parse(network) is { } known && known.Contains(plain));
    }

    private static IPNetwork? Parse(string? text)
    {
        if (text is null || text.Length > 60) return null;
        if (IPNetwork.TryParse(text, out var network)) return IsPlain(network.BaseAddress) ? network : null;
        // Without a dot or a colon, "1" would be 0.0.0.1.
        if (!text.Contains('.') && !text.Contains(':')) return null;
        if (!IPAddress.TryParse(text, out var one) || !IsPlain(one)) return null;
        return new(one, one.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
    }

    /// <summary>A mapped address would never match, because callers are compared as IPv4.</summary>
    private static bool IsPlain(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetwork }
        || (!address.IsIPv4MappedToIPv6 && address.ScopeId == 0);
}
