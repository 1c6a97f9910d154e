using Takedown.Contracts;
using Takedown.Core.NeverTouch;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.NeverTouch;

public sealed class NeverTouchTests
{
    private static readonly Guid Platform = new(1, 0, 0, new byte[8]);
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static readonly NeverTouchSet Set = new(
    [
        new() { Host = "Own.Example" },
        new() { Host = "203.0.113.45" },
        new() { Host = "ended.example", Until = new(2026, 11, 25) },
        new() { Url = "http://video.example:80/licensed?utm_source=x" },
        new() { Account = " partner ", PlatformId = Platform },
        new() { Account = "everywhere", Until = new(2026, 11, 26) },
    ]);

    [Theory]
    [InlineData("https://own.example/song", null, true, "the host")]
    [InlineData("https://a.b.own.example/", null, true, "a host below it")]
    [InlineData("https://notown.example/song", null, false, "a name that only ends like it")]
    [InlineData("http://203.0.113.45/song", null, true, "an address")]
    [InlineData("http://1.203.0.113/song", null, false, "another address")]
    [InlineData("https://ended.example/song", null, false, "the licence has ended")]
    [InlineData("https://video.example/licensed", null, true, "the target, in another spelling")]
    [InlineData("https://video.example/licensed/2", null, false, "another target")]
    [InlineData("https://video.example/x", "partner", true, "the account")]
    [InlineData("https://video.example/x", "Partner", false, "accounts have a case")]
    [InlineData(null, "everywhere", true, "on its last day, without a URL")]
    [InlineData("https://video.example/x", null, false, "nothing of it")]
    public void A_list_covers_hosts_targets_and_accounts(string? text, string? account, bool covers, string reason)
    {
        CanonicalUrl? url = null;
        if (text is not null) CanonicalUrl.Parse(text, out url, allowAddress: true);
        var target = new Target { Url = text, Account = account is null ? null : new() { Id = account } };
        Assert.True(Set.Find(target, url, Platform, Today) is not null == covers, reason);
    }

    [Fact]
    public void An_account_of_one_platform_is_another_on_the_next()
    {
        var target = new Target { Account = new() { Id = "partner" } };
        Assert.NotNull(Set.Find(target, null, Platform, Today));
        Assert.Null(Set.Find(target, null, new Guid(2, 0, 0, new byte[8]), Today));
        Assert.Null(Set.Find(target, null, null, Today));
    }

    [Fact]
    public void An_entry_names_one_thing_in_a_form_that_can_be_compared()
    {
        NeverTouchEntry[] entries =
        [
            new(), new() { Host = "a.example", Url = "https://a.example/" }, new() { Host = "https://a.example" },
            new() { Host = "a.example/x" }, new() { Host = "a.example:8080" }, new() { Host = "localhost" },
            new() { Url = "a.example" }, new() { Account = "\u200B " }, new() { Account = new('a', 201) },
            new() { Host = "a.example", PlatformId = Platform }, new() { Host = "a.example", Note = new('a', 501) },
            new() { Host = "[2001:db8::45]" },
        ];
        Assert.Equal(
            [
                "/entries/0 never-touch.one", "/entries/1 never-touch.one", "/entries/2/host value.bad-format",
                "/entries/3/host value.bad-format", "/entries/4/host value.bad-format",
                "/entries/5/host value.bad-format", "/entries/6/url value.bad-format",
                "/entries/7/account field.required", "/entries/8/account value.too-long",
                "/entries/9/platformId value.not-allowed", "/entries/10/note value.too-long",
            ],
            NeverTouchFaults.Check(entries).Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal("list.too-long", NeverTouchFaults.Check(
            [.. Enumerable.Repeat(new NeverTouchEntry { Host = "a.example" }, 2001)])[0].Code);
    }
}
