using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class TargetIdentityTests
{
    private const string Hex = "c12fe1c06bba254a9dc9f519b335aa7c1367a88a";

    [Theory]
    [InlineData("URN:BTIH:" + "C12FE1C06BBA254A9DC9F519B335AA7C1367A88A", "urn:btih:" + Hex, "case")]
    [InlineData("magnet:?xt=urn:btih:" + Hex + "&dn=A%20Film&tr=udp://t.example", "urn:btih:" + Hex, "a link")]
    [InlineData("MAGNET:?dn=x&xt=urn:btih:YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK", "urn:btih:" + Hex, "base 32")]
    [InlineData("  00:13:37 ", "00:13:37", "blanks around")]
    [InlineData("Cafe\u0301", "Café", "composed or not")]
    public void A_locator_written_in_two_ways_is_one(string one, string other, string reason) =>
        Assert.True(Locator.Canonical(one) == Locator.Canonical(other), reason);

    [Theory]
    [InlineData("abCD", "ABCD", "a code has a case")]
    [InlineData("urn:btih:" + Hex, "urn:btih:d12fe1c06bba254a9dc9f519b335aa7c1367a88a", "another torrent")]
    [InlineData("urn:btih:XYZ", "urn:btih:xyz", "no info hash")]
    public void Different_locators_stay_apart(string one, string other, string reason) =>
        Assert.True(Locator.Canonical(one) != Locator.Canonical(other), reason);

    [Fact]
    public void Accounts_are_trimmed_normalised_and_visible()
    {
        var account = new AccountRef { Id = "pirate7", Name = "Café" };
        Assert.Same(account, AccountText.Normalize(account));
        Assert.Null(AccountText.Normalize(null));
        foreach (var id in (string[])["pirate7 ", "\u200Bpirate7", " pi\u200Drate7\u202C", "\tpirate7\uFEFF"])
            Assert.Equal(account, AccountText.Normalize(new() { Id = id, Name = " Cafe\u0301 " }));
        Assert.Equal("pi\0rate7", AccountText.Normalize(new() { Id = "pi\0rate7" })!.Id);
    }

    [Fact]
    public void Typed_parts_written_in_two_ways_are_one_target()
    {
        Same(
            new() { Nft = new() { Chain = "Ethereum", Contract = "0xAB12", Token = "7" } },
            new() { Nft = new() { Chain = " ethereum", Contract = "0xab12 ", Token = "7" } });
        Same(
            new() { Listing = new() { Gtin = "4006381333931" } },
            new() { Listing = new() { Gtin = "0 4006381-333931" } });
        Same(
            new() { Venue = new() { Name = "影院（东）", Address = "1  Road" } },
            new() { Venue = new() { Name = "影院(东)", Address = "1 ROAD" } });
    }

    [Fact]
    public void Each_typed_part_tells_targets_apart()
    {
        Target[] targets =
        [
            new(),
            new() { Nft = new() { Chain = "a", Contract = "b", Token = "c" } },
            new() { Nft = new() { Chain = "a", Contract = "bc", Token = "" } },
            new() { Nft = new() { Chain = "a", Contract = "B", Token = "c" } },
            new() { Share = new() { Code = "aB" } },
            new() { Share = new() { Code = "ab" } },
            new() { App = new() { Store = "s", Package = "p" } },
            new() { App = new() { Store = "s", Package = "p", Version = "1" } },
            new() { Listing = new() { Shop = "s", Sku = "1" } },
            new() { Listing = new() { Shop = "s", Sku = "2" } },
            new() { Venue = new() { Name = "n", Address = "a" } },
        ];
        Assert.Equal(targets.Length, targets.Select(t => TargetIdentity.Of(t, null)).Distinct().Count());
    }

    [Theory]
    [InlineData("4006381333932", "value.bad-format")]
    [InlineData("123", "value.bad-format")]
    [InlineData("4006381333931", null)]
    public void A_trade_item_number_has_its_check_digit(string gtin, string? code) =>
        Assert.Equal(code, TargetParts.Check(new() { Listing = new() { Gtin = gtin } }).SingleOrDefault().Code);

    [Fact]
    public void A_part_needs_what_locates_it()
    {
        Assert.Equal(
            ["/target/nft/contract", "/target/nft/token", "/target/share/code", "/target/app/package",
             "/target/listing/sku", "/target/venue/address"],
            TargetParts.Check(new()
            {
                Nft = new() { Chain = "a" },
                Share = new() { Code = " " },
                App = new() { Store = "s" },
                Listing = new() { Shop = "s" },
                Venue = new() { Name = "n" },
            }).Select(f => f.Pointer));
        Assert.Equal(
            "url.bad-character", TargetParts.Check(new() { Share = new() { Code = "a\u200Bb" } }).Single().Code);
    }

    private static void Same(Target one, Target other) =>
        Assert.Equal(TargetIdentity.Of(one, null), TargetIdentity.Of(other, null));
}
