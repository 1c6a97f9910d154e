using Takedown.Contracts;
using Takedown.Core.SharedTargets;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.SharedTargets;

public sealed class SharedTargetRulesTests
{
    [Theory]
    [InlineData("https://music.example/", SharedTarget.WholeDomain, "the path is the root")]
    [InlineData("http://music.example", SharedTarget.WholeDomain, "so is no path")]
    [InlineData("https://music.example:8443/?", SharedTarget.WholeDomain, "an empty query is none")]
    [InlineData("https://music.example/#top", SharedTarget.WholeDomain, "a fragment is a place on the page")]
    [InlineData("https://alice.github.io/", SharedTarget.WholeDomain, "a site below a hosting root is one site")]
    [InlineData("https://music.example/#/song?id=1", null, "the page routes by it")]
    [InlineData("https://music.example/?id=1", null, "the query names something")]
    [InlineData("https://music.example/song", null, "so does the path")]
    [InlineData("https://alice.github.io/song", null, "the page of one site")]
    [InlineData("https://github.io/", SharedTarget.HostingRoot, "everybody's sites")]
    [InlineData("https://GitHub.io/alice/song", SharedTarget.HostingRoot, "whatever the path")]
    [InlineData("https://s3.amazonaws.com/bucket/song.mp3", SharedTarget.HostingRoot, "the store of all")]
    [InlineData("https://com.cn/x", SharedTarget.HostingRoot, "a public suffix")]
    [InlineData("https://notgithub.io/song", null, "a name that only ends like one")]
    [InlineData("https://d111.cloudfront.net/song.mp3", SharedTarget.CdnHost, "a host of a CDN, whatever the path")]
    [InlineData("https://a.b.akamaized.net/", SharedTarget.CdnHost, "at any depth")]
    [InlineData("https://akamaized.net/", SharedTarget.CdnHost, "its own name too")]
    [InlineData("https://akamaized.net.example/song", null, "a name that only begins like one")]
    [InlineData("http://203.0.113.45/song", SharedTarget.Address, "who else is there is not known")]
    [InlineData("http://[2001:db8::45]/song", SharedTarget.Address, "nor here")]
    [InlineData("http://104.16.1.1/song", SharedTarget.CdnAddress, "Cloudflare")]
    [InlineData("http://104.15.255.255/song", SharedTarget.Address, "just below its range")]
    [InlineData("http://0x97650001/song", SharedTarget.CdnAddress, "Fastly, in another spelling")]
    [InlineData("http://[2606:4700::1111]:8080/song", SharedTarget.CdnAddress, "IPv6")]
    public void A_target_is_shared_by_its_host(string text, SharedTarget? expected, string reason)
    {
        CanonicalUrl.Parse(text, out var url, allowAddress: true);
        Assert.True(SharedTargetRules.Of(new() { Url = text }, url) == expected, reason);
    }

    [Fact]
    public void What_narrows_a_whole_domain_does_not_narrow_an_address()
    {
        Target[] narrowed =
        [
            new() { Locator = "urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a" },
            new() { Listing = new() { Shop = "1", Sku = "2" } },
            new() { App = new() { Store = "s", Package = "p" } },
        ];
        CanonicalUrl.Parse("https://shop.example/", out var whole);
        CanonicalUrl.Parse("http://203.0.113.45/", out var address, allowAddress: true);
        Assert.All(narrowed, target => Assert.Null(SharedTargetRules.Of(target, whole)));
        Assert.All(narrowed, target => Assert.Equal(SharedTarget.Address, SharedTargetRules.Of(target, address)));
        // The domain itself is meant, wherever it is written, and a full stop narrows nothing.
        CanonicalUrl.Parse("https://shop.example/a", out var page);
        foreach (var url in new[] { whole, page, null })
            Assert.Equal(SharedTarget.WholeDomain, SharedTargetRules.Of(new() { Type = "domain" }, url));
        Assert.Equal(SharedTarget.WholeDomain, SharedTargetRules.Of(new() { Locator = " . " }, whole));
        // An account is who, not where, and a target without a URL blocks no host.
        Assert.Equal(SharedTarget.WholeDomain, SharedTargetRules.Of(new() { Account = new() { Id = "a" } }, whole));
        Assert.Null(SharedTargetRules.Of(new() { Account = new() { Id = "a" } }, null));
    }

    [Fact]
    public void An_ordinary_url_allocates_nothing()
    {
        CanonicalUrl.Parse("https://www.video.example/watch?v=1", out var url);
        var target = new Target { Url = url!.Text };
        Assert.Null(SharedTargetRules.Of(target, url));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) SharedTargetRules.Of(target, url);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(1, 1, 1, 2, false, "a person's other key")]
    [InlineData(1, 1, 2, 1, true, "another person, whatever the key")]
    [InlineData(0, 1, 0, 1, false, "the organisation's key again, or its successor")]
    [InlineData(0, 1, 0, 2, true, "another key of the organisation")]
    [InlineData(1, 1, 0, 2, true, "a person, then the organisation")]
    [InlineData(0, 1, 1, 2, true, "the organisation, then a person")]
    [InlineData(0, 0, 0, 1, true, "who submitted it was not kept")]
    public void A_second_person_is_another(int person, int key, int other, int otherKey, bool isOther, string reason)
    {
        var first = new Confirmer(IdOf(person), IdOf(key) ?? Guid.Empty);
        Assert.True(new Confirmer(IdOf(other), IdOf(otherKey) ?? Guid.Empty).IsOtherThan(first) == isOther, reason);
    }

    private static Guid? IdOf(int number) => number == 0 ? null : new Guid(number, 0, 0, new byte[8]);
}
