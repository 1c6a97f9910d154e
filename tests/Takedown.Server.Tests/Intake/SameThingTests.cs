using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>The same thing written in two ways is one thing (public cases 1, 2, 4, 7, 32).</summary>
public sealed class SameThingTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("Hiếu", "Hie\u0302\u0301u")]
    [InlineData("Şarkı", "S\u0327arkı")]
    [InlineData("がんばれ", "か\u3099んは\u3099れ")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("ｶﾞﾝ ①", "ガン 1")]
    [InlineData("So\u00ADng\u200B", "Song")]
    public async Task A_title_in_another_normal_form_is_a_duplicate(string first, string second)
    {
        var host = await PlatformAsync();
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice($"https://{host}/1", title: first), Sample.Notice($"https://{host}/1", title: second),
            Sample.Notice($"https://{host}/1", title: first + " 2"));
        Assert.Equal(["accepted", "duplicate", "accepted"], answer.Statuses());
    }

    [Theory]
    [InlineData("a b/Some Title 2nd ed.pdf", "a%20b/Some%20Title%202nd%20ed.pdf")]
    [InlineData("s?q=two words", "s?q=two%20words")]
    public async Task A_blank_in_a_URL_is_encoded(string path, string encoded)
    {
        var host = await PlatformAsync();
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice($"https://{host}/{path}"), Sample.Notice($"https://{host}/{encoded}"));
        Assert.Equal(["accepted", "duplicate"], answer.Statuses());
        var id = answer.Json["results"]![0]!["noticeId"]!.GetValue<Guid>();
        Assert.Equal(
            $"https://{host}/{encoded}", (await claimant.NoticeAsync(id))["canonicalUrl"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("https://{0}/v/2\u200B")]
    [InlineData("https://{0}/v\uFEFF/2")]
    [InlineData("https://{0}/v/2?a=\u202Eb")]
    [InlineData("https://{0}/v/2 https://{0}/v/3")]
    public async Task What_nobody_sees_in_a_URL_is_refused_and_so_is_a_second_URL(string url)
    {
        var host = await PlatformAsync();
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, host)));
        Assert.Equal(["/target/url url.bad-character"], answer.ItemFaults());
    }

    [Theory]
    [InlineData("bücher{0}", "bu\u0308cher{0}")]
    [InlineData("shop{0}", "ⓢⓗⓞⓟ{0}")]
    [InlineData("shop{0}", "𝐬𝐡𝐨𝐩{0}")]
    [InlineData("shop{0}", "sh\u00ADop{0}")]
    [InlineData("shop{0}", "sh\u2060op{0}")]
    public async Task A_host_is_mapped_before_it_is_looked_up(string registered, string given)
    {
        var mark = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"[^12..];
        string Host(string form) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, mark);
        await server.PlatformAsync($"{Host(registered)}.example");
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice($"https://{Host(registered)}.example/1"), Sample.Notice($"https://{Host(given)}。example/1"));
        Assert.Equal(["accepted", "duplicate"], answer.Statuses());
    }

    [Theory]
    [InlineData("http://203.0.113.45/x", "https://203.0.113.45:443/x")]
    [InlineData("http://203.0.113.45:8080/x", "http://0xCB00712D:8080/x")]
    [InlineData("http://[2001:db8::45]/x", "https://[2001:DB8:0:0::45]/x")]
    public async Task An_address_is_a_target_where_the_platform_is_named(string one, string other)
    {
        var platform = await server.PlatformAsync($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.example");
        var claimant = await server.ClaimantAsync();
        object Notice(string url, Guid? platformId) => new
        {
            work = new { title = "A" },
            target = new { url },
            platformId,
            evidence = new[] { new { sha256 = Sample.Sha256 } },
        };
        var answer = await claimant.SubmitAsync(
            Notice(one, platform.Id), Notice(other, platform.Id), Notice(one, null));
        Assert.Equal(["accepted", "duplicate", "rejected"], answer.Statuses());
        Assert.Equal(["/target/url url.ip-literal"], answer.ItemFaults(2));
        Assert.Contains("platformId", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torrent_is_its_hash_and_a_locator_has_nothing_invisible()
    {
        var platform = await server.PlatformAsync("torrents.example");
        var claimant = await server.ClaimantAsync();
        object Notice(string locator) => new
        {
            work = new { title = "A" },
            target = new { type = "torrent", locator },
            platformId = platform.Id,
            evidence = new[] { new { sha256 = Sample.Sha256 } },
        };
        var answer = await claimant.SubmitAsync(
            Notice("urn:btih:C12FE1C06BBA254A9DC9F519B335AA7C1367A88A"),
            Notice("URN:BTIH:c12fe1c06bba254a9dc9f519b335aa7c1367a88a"),
            Notice("magnet:?xt=urn:btih:YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK&dn=A"),
            Notice("00:13\u200B:37"));
        Assert.Equal(["accepted", "duplicate", "duplicate", "rejected"], answer.Statuses());
        Assert.Equal(["/target/locator url.bad-character"], answer.ItemFaults(3));
    }

    [Fact]
    public async Task A_typed_part_is_a_location_and_tells_targets_apart()
    {
        var platform = await server.PlatformAsync("parts.example");
        var claimant = await server.ClaimantAsync();
        object Notice(object target) => new
        {
            work = new { title = "A" },
            target,
            platformId = platform.Id,
            evidence = new[] { new { sha256 = Sample.Sha256 } },
        };
        var answer = await claimant.SubmitAsync(
            Notice(new { nft = new { chain = "ethereum", contract = "0xAB", token = "1" } }),
            Notice(new { nft = new { chain = "Ethereum", contract = "0xab", token = "1" } }),
            Notice(new { share = new { code = "8x2k" } }),
            Notice(new { app = new { store = "store", package = "com.example.app", version = "1.0" } }),
            Notice(new { listing = new { shop = "s", sku = "1" } }),
            Notice(new { listing = new { gtin = "4006381333931" } }),
            Notice(new { venue = new { name = "放映厅", address = "1 Road" } }),
            Notice(new { listing = new { gtin = "4006381333932" } }),
            Notice(new { nft = new { chain = "ethereum" } }),
            Notice(new { }));
        Assert.Equal(
            ["accepted", "duplicate", "accepted", "accepted", "accepted", "accepted", "accepted", "rejected",
             "rejected", "rejected"], answer.Statuses());
        Assert.Equal(
            ["/target/listing/gtin value.bad-format", "/target/nft/contract field.required",
             "/target/nft/token field.required", "/target/url location.required"],
            Enumerable.Range(7, 3).SelectMany(answer.ItemFaults));
    }

    [Fact]
    public async Task An_account_is_kept_as_it_is_compared()
    {
        var platform = await server.PlatformAsync("accounts.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(
            platform, Sample.Notice("https://accounts.example/1", account: " \u200Bpirate7\u202C "));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal("pirate7", notice["account"]!["id"]!.GetValue<string>());
        Assert.Equal("pirate7", notice["notice"]!["target"]!["account"]!["id"]!.GetValue<string>());
        Assert.Equal(
            ["/target/account/id account.invalid"],
            (await claimant.SubmitAsync(Sample.Notice("https://accounts.example/2", account: "pi\u0007rate")))
                .ItemFaults());
    }

    [Fact]
    public async Task An_account_answered_in_two_ways_is_one_account_with_two_strikes()
    {
        var platform = await server.PlatformAsync("strikes-of-one.example");
        var claimant = await server.ClaimantAsync();
        foreach (var (i, account) in ((string[])["pirate7", "pirate7 ", "\u200Bpirate7"]).Index())
        {
            var id = await claimant.DeliverAsync(
                platform, Sample.Notice($"https://strikes-of-one.example/{i}"));
            Assert.Equal("applied", await platform.RemoveAsync(id, account));
        }
        var actions = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items;
        Assert.Equal(
            ["pirate7 account-warned", "pirate7 account-limited", "pirate7 account-suspended"],
            actions.Select(a => $"{a!["account"]!["id"]} {a["measure"]}"));
    }

    private async Task<string> PlatformAsync()
    {
        var host = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.example";
        await server.PlatformAsync(host);
        return host;
    }
}
