using System.Net;
using Takedown.Core.Keys;

namespace Takedown.Core.Tests.Keys;

/// <summary>The networks from which a key may be used.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("2001:DB8::1", "2001:db8::1/128")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("203.0.113.0/33", null)]
    [InlineData("203.0.113.0/-1", null)]
    [InlineData("203.0.113/24/1", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("example.com", null)]
    [InlineData("fe80::1%1", null)]
    [InlineData("::ffff:203.0.113.7", null)]
    public void An_entry_is_an_address_or_a_network(string? text, string? canonical) =>
        Assert.Equal(canonical, AddressList.Canonical(text));

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.7", true)]
    [InlineData("203.0.114.7", false)]
    [InlineData("2001:db8::5", true)]
    [InlineData("2001:db9::5", false)]
    public void A_caller_is_inside_or_outside_whether_it_comes_as_IPv4_or_mapped(string address, bool inside) =>
        Assert.Equal(inside, AddressList.Contains(["203.0.113.0/24", "2001:db8::/32"], IPAddress.Parse(address)));

    [Fact]
    public void A_caller_without_an_address_is_outside() => Assert.False(AddressList.Contains(["0.0.0.0/0"], null));
}
