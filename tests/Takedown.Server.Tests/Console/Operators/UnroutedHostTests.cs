using Takedown.Contracts;
using Takedown.Screens.Operators;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Which platform is offered for a host that nobody has.</summary>
[Trait("Database", "unused")]
public sealed class UnroutedHostTests
{
    [Theory]
    [InlineData("cdn.video.example", "video.example")]
    [InlineData("video.example", "video.example")]
    [InlineData("a.b.shop.com.cn", "shop.com.cn")]
    [InlineData("com.cn", "com.cn")]
    [InlineData("*.pages.example", "pages.example")]
    [InlineData("www.video.example/films", "video.example")]
    [InlineData("m.video.cn", "video.cn")]
    public void The_site_of_a_host_is_the_name_that_was_registered(string host, string site) =>
        Assert.Equal(site, UnroutedHost.SiteOf(host));

    [Fact]
    public void Hosts_come_with_the_most_wanted_first_and_the_platforms_of_their_site()
    {
        var (video, shop) = (Platform("Video", "video.example"), Platform("Shop", "shop.com.cn", "video.example/shop"));
        var (one, other) = (NewId.Next(), NewId.Next());
        var at = DateTimeOffset.UnixEpoch;
        var hosts = UnroutedHost.Of(
            [
                Item("x.example", one, at), Item("cdn.video.example", one, at),
                Item("cdn.video.example", other, at.AddHours(1)), Item(null, one, at),
            ], [video, shop]);
        Assert.Equal(["cdn.video.example", "x.example"], hosts.Select(h => h.Host));
        Assert.Equal((2, 2, at.AddHours(1)), (hosts[0].Items, hosts[0].Claimants, hosts[0].Last));
        Assert.Equal([video, shop], hosts[0].Platforms);
        Assert.Empty(hosts[1].Platforms);
    }

    private static UnroutedItem Item(string? host, Guid claimant, DateTimeOffset at) =>
        new() { BatchId = NewId.Next(), Index = 0, ClaimantId = claimant, Host = host, At = at };

    private static PlatformListing Platform(string name, params string[] hosts) => new()
    {
        Id = NewId.Next(), Name = name, Hosts = hosts, Country = "CN", Region = "CN", Regimes = [], Policies = [],
    };
}
