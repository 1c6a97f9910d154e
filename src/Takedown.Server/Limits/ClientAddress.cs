using System.Net;

namespace Takedown.Server.Limits;

/// <summary>Addresses as they are limited.</summary>
internal static class ClientAddress
{
    /// <summary>The address; of IPv6 the network of 64 bits that one customer has.</summary>
    public static Guid NetworkOf(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null) return Guid.Empty;
        (address.IsIPv4MappedToIPv6 ? address : address.MapToIPv6()).TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6 && address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            bytes[8..].Clear();
        }
        return new(bytes);
    }
}
