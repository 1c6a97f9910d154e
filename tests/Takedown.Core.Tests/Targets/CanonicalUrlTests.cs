using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("", UrlFault.Empty, "nothing")]
    [InlineData(" \t\r\n\u3000", UrlFault.Empty, "white space of all kinds")]
    [InlineData("video.example/watch", UrlFault.NotAbsolute, "no scheme")]
    [InlineData("video.example:8080/watch", UrlFault.NotAbsolute, "a host and a port, not a scheme")]
    [InlineData("//video.example/watch", UrlFault.NotAbsolute, "relative to the scheme")]
    [InlineData("/watch?u=https://video.example/", UrlFault.NotAbsolute, "a URL inside a path")]
    [InlineData("https:video.example", UrlFault.NotAbsolute, "no slashes")]
    [InlineData("https:/video.example", UrlFault.NotAbsolute, "one slash")]
    [InlineData("https:\\\\video.example", UrlFault.NotAbsolute, "browsers would take backslashes")]
    [InlineData("://video.example", UrlFault.NotAbsolute, "an empty scheme")]
    [InlineData("ftp://video.example/a", UrlFault.SchemeNotAllowed, "not the web")]
    [InlineData("javascript:alert(1)", UrlFault.SchemeNotAllowed, "code")]
    [InlineData("data:text/html,x", UrlFault.SchemeNotAllowed, "content")]
    [InlineData("magnet:?xt=urn:btih:0", UrlFault.SchemeNotAllowed, "a torrent is a locator, not a URL target")]
    [InlineData("httpss://video.example/", UrlFault.SchemeNotAllowed, "a misspelt scheme")]
    [InlineData("https://user@video.example/", UrlFault.Credentials, "a user")]
    [InlineData("https://user:pass@video.example/", UrlFault.Credentials, "a user and a password")]
    [InlineData("https://bank.example@evil.example/", UrlFault.Credentials, "a host disguised as another")]
    [InlineData("https://@video.example/", UrlFault.Credentials, "empty credentials")]
    [InlineData("http://127.0.0.1/", UrlFault.IpLiteral, "dotted")]
    [InlineData("http://127.0.0.1./", UrlFault.IpLiteral, "dotted with a trailing dot")]
    [InlineData("http://127.1/", UrlFault.IpLiteral, "two parts")]
    [InlineData("http://2130706433/", UrlFault.IpLiteral, "one number")]
    [InlineData("http://0x7f000001/", UrlFault.IpLiteral, "hexadecimal")]
    [InlineData("http://0X7F.0.0.0x1/", UrlFault.IpLiteral, "hexadecimal parts, upper case")]
    [InlineData("http://0177.0.0.01/", UrlFault.IpLiteral, "octal")]
    [InlineData("http://0x/", UrlFault.IpLiteral, "a hexadecimal zero without digits")]
    [InlineData("http://999.999.999.999/", UrlFault.IpLiteral, "numbers out of range are still no name")]
    [InlineData("http://１２７.０.０.１/", UrlFault.IpLiteral, "full-width digits")]
    [InlineData("http://127。0。0。1/", UrlFault.IpLiteral, "ideographic stops")]
    [InlineData("http://%31%32%37.0.0.1/", UrlFault.IpLiteral, "percent-encoded digits")]
    [InlineData("http://[::1]/", UrlFault.IpLiteral, "IPv6")]
    [InlineData("http://[::ffff:127.0.0.1]:8080/", UrlFault.IpLiteral, "IPv4 inside IPv6")]
    [InlineData("http://video.example.5/", UrlFault.BadHost, "no top level domain is a number")]
    [InlineData("http://video.-/", UrlFault.BadHost, "nor begins with a hyphen")]
    [InlineData("http://1.2.3.4.5/", UrlFault.BadHost, "five parts")]
    [InlineData("https:///watch", UrlFault.BadHost, "no host")]
    [InlineData("https://./", UrlFault.BadHost, "only the root")]
    [InlineData("https://video..example/", UrlFault.BadHost, "an empty label")]
    [InlineData("https://.video.example/", UrlFault.BadHost, "an empty first label")]
    [InlineData("https://video.example../", UrlFault.BadHost, "two trailing dots")]
    [InlineData("https://localhost/", UrlFault.BadHost, "one label is never a public site")]
    [InlineData("https://vid!eo.example/", UrlFault.BadHost, "punctuation")]
    [InlineData("https://*.video.example/", UrlFault.BadHost, "a star is no host")]
    [InlineData("https://video%2eexample%2f.evil.example/", UrlFault.BadHost, "an encoded slash in a host")]
    [InlineData("https://video%00.example/", UrlFault.BadHost, "an encoded NUL in a host")]
    [InlineData("https://video%ff.example/", UrlFault.BadHost, "bytes that are not UTF-8")]
    [InlineData("https://video／.evil.example/", UrlFault.BadHost, "a full-width slash")]
    [InlineData("https://vi\u202Edeo.example/", UrlFault.BadHost, "a mark of direction")]
    [InlineData("https://xn--a.example/", UrlFault.BadHost, "an A-label that encodes nothing")]
    [InlineData("https://xn--1ug.example/", UrlFault.BadHost, "an A-label of a joiner alone")]
    [InlineData("https://\u200D.example/", UrlFault.BadHost, "a joiner alone")]
    [InlineData("https://\u0301x.example/", UrlFault.BadHost, "a label that begins with a mark")]
    [InlineData("https://\u064Aa.example/", UrlFault.BadHost, "a label in two directions")]
    [InlineData("https://a\uFFFDb.example/", UrlFault.BadHost, "a replacement character")]
    [InlineData("https://xn--ü.example/", UrlFault.BadHost, "an A-label that is not ASCII")]
    [InlineData(
        "https://a2345678901234567890123456789012345678901234567890123456789012345.example/", UrlFault.BadHost,
        "a label of 65")]
    [InlineData("https://video.example:x/", UrlFault.BadPort, "letters")]
    [InlineData("https://video.example:0/", UrlFault.BadPort, "zero")]
    [InlineData("https://video.example:65536/", UrlFault.BadPort, "above 16 bits")]
    [InlineData("https://video.example:-1/", UrlFault.BadPort, "negative")]
    [InlineData("https://video.example:99999999999999999999/", UrlFault.BadPort, "more than an int")]
    [InlineData("https://video.example:80:80/", UrlFault.BadPort, "two ports")]
    [InlineData("https://video .example/", UrlFault.BadCharacter, "a space in the host")]
    [InlineData("https://video.example/a https://video.example/b", UrlFault.BadCharacter, "two URLs")]
    [InlineData("https://video.example/a?b c  HTTP://video.example/b", UrlFault.BadCharacter, "two URLs, apart")]
    [InlineData("https://video.example/a\u200Bb", UrlFault.BadCharacter, "a zero-width space")]
    [InlineData("https://video.example/a\uFEFF?b", UrlFault.BadCharacter, "a byte order mark")]
    [InlineData("https://video.example/a?b=\u202Ec", UrlFault.BadCharacter, "a mark of direction in the query")]
    [InlineData("https://video.example/a#/\u2066b", UrlFault.BadCharacter, "an isolate in the route")]
    [InlineData("https://video.example/a\u00ADb", UrlFault.BadCharacter, "a soft hyphen in the path")]
    [InlineData("https://video.example/a\u3164b", UrlFault.BadCharacter, "a Hangul filler")]
    [InlineData("https://video.example/a\uFDD0b", UrlFault.BadCharacter, "a code point that is no character")]
    [InlineData("https://video.example/a\U000E0041b", UrlFault.BadCharacter, "a tag character")]
    [InlineData("https://video.example/a\nb", UrlFault.BadCharacter, "a line break, which browsers would drop")]
    [InlineData("https://video.exa\tmple/", UrlFault.BadCharacter, "a tab in the host")]
    [InlineData(
        "https://video.example\\@evil.example/", UrlFault.BadCharacter, "a backslash, read differently by everybody")]
    [InlineData("https://video.example/a\0b", UrlFault.BadCharacter, "NUL")]
    [InlineData("https://video.example/a\u0085b", UrlFault.BadCharacter, "a C1 control")]
    [InlineData("https://video.example/a\u3000b", UrlFault.BadCharacter, "an ideographic space")]
    public void What_is_no_target_is_refused(string text, UrlFault fault, string reason)
    {
        Assert.True(fault == CanonicalUrl.Parse(text, out var url), reason);
        Assert.Null(url);
    }

    // Not in the table above, because test names cannot contain an unpaired surrogate.
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    public void Half_a_surrogate_pair_is_refused(int half)
    {
        Assert.Equal(UrlFault.BadCharacter, CanonicalUrl.Parse($"https://video.example/{(char)half}", out _));
        Assert.Equal(UrlFault.BadCharacter, CanonicalUrl.Parse($"https://{(char)half}video.example/", out _));
        Assert.Equal(UrlFault.BadCharacter, CanonicalUrl.Parse($"https://video.example/{(char)half}a", out _));
    }

    [Theory]
    [InlineData("https://video.example", "https://video.example/", "an empty path is the root")]
    [InlineData("  https://video.example/a \r\n", "https://video.example/a", "white space around")]
    [InlineData(
        "HTTPS://Video.EXAMPLE/Watch", "https://video.example/Watch",
        "case folds in scheme and host, never in the path")]
    [InlineData("http://github.com/a/b", "https://github.com/a/b", "http and https are one target")]
    [InlineData("http://video.example:80/a", "https://video.example/a", "the default port of http")]
    [InlineData("https://video.example:443/a", "https://video.example/a", "the default port of https")]
    [InlineData("https://video.example:/a", "https://video.example/a", "an empty port")]
    [InlineData("https://video.example:08080/a", "https://video.example:8080/a", "another port, without leading zeros")]
    [InlineData("https://video.example./a", "https://video.example/a", "the root's dot")]
    [InlineData("https://my_shop.video.example/", "https://my_shop.video.example/", "underscores are in use")]
    [InlineData("https://r3---sn-a.video.example/", "https://r3---sn-a.video.example/", "so are runs of hyphens")]
    [InlineData("https://视频.cn/a", "https://xn--cy2a840a.cn/a", "a Chinese name")]
    [InlineData("https://视频。cn/a", "https://xn--cy2a840a.cn/a", "with an ideographic stop")]
    [InlineData("https://%E8%A7%86%E9%A2%91.cn/a", "https://xn--cy2a840a.cn/a", "percent-encoded")]
    [InlineData("https://XN--CY2A840A.cn/a", "https://xn--cy2a840a.cn/a", "already an A-label")]
    [InlineData("https://BÜCHER.example/", "https://xn--bcher-kva.example/", "case folds before encoding")]
    [InlineData("https://ＶＩＤＥＯ．ｅｘａｍｐｌｅ/", "https://video.example/", "full-width letters")]
    [InlineData("https://vid%65o.example/", "https://video.example/", "encoded letters")]
    [InlineData("https://bu\u0308cher.example/", "https://xn--bcher-kva.example/", "decomposed letters")]
    [InlineData("https://ⓢⓗⓞⓟ.example/", "https://shop.example/", "circled letters")]
    [InlineData("https://𝐬𝐡𝐨𝐩.𝐞𝐱𝐚𝐦𝐩𝐥𝐞/", "https://shop.example/", "bold letters of mathematics")]
    [InlineData("https://sh\u00ADop.example/", "https://shop.example/", "a soft hyphen is ignored")]
    [InlineData("https://sh\u2060op\u200B.example/", "https://shop.example/", "so are a word joiner and a blank")]
    [InlineData("https://shop｡example/", "https://shop.example/", "a half-width stop")]
    [InlineData("https://ｓｈｏｐ。ｅｘａｍｐｌｅ/", "https://shop.example/", "full-width letters and stop")]
    [InlineData("https://my－shop.example/", "https://my-shop.example/", "a full-width hyphen")]
    [InlineData("https://straße.example/", "https://xn--strae-oqa.example/", "a sharp s is a letter")]
    [InlineData("https://Faß.example/", "https://xn--fa-hia.example/", "in any case")]
    [InlineData("https://نامه\u200Cای.example/", "https://xn--mgba3gch31f060k.example/", "a joiner that counts")]
    [InlineData("https://ශ්\u200Dරී.example/", "https://xn--10cl1a0b660p.example/", "one behind a virama")]
    [InlineData("https://xn--mgba3gch31f060k.example/", "https://xn--mgba3gch31f060k.example/", "the same encoded")]
    [InlineData("https://a†--.example/", "https://xn--a---kp0a.example/", "hyphens at the end")]
    [InlineData("https://≠.example/", "https://xn--1ch.example/", "a symbol")]
    [InlineData("https://1.ي.example/", "https://1.xn--mhb.example/", "a number beside a right-to-left label")]
    [InlineData("https://video.example/a b", "https://video.example/a%20b", "a blank in the path")]
    [InlineData("https://video.example/a%20b", "https://video.example/a%20b", "the same target")]
    [InlineData("https://video.example/?q=two words", "https://video.example/?q=two%20words", "a blank in the query")]
    [InlineData("https://video.example/a http:b", "https://video.example/a%20http:b", "no second URL")]
    [InlineData("https://video.example/%E2%80%8B", "https://video.example/%E2%80%8B", "encoded, it is seen")]
    [InlineData("https://i❤.example/", "https://xn--i-7iq.example/", "emoji domains exist")]
    [InlineData("https://video.example/a/./b/../c", "https://video.example/a/c", "dot segments")]
    [InlineData("https://video.example/a/%2E%2e/b", "https://video.example/b", "encoded dot segments")]
    [InlineData("https://video.example/../../a", "https://video.example/a", "above the root is the root")]
    [InlineData("https://video.example/a/..", "https://video.example/", "a trailing double dot keeps the slash")]
    [InlineData("https://video.example/a/.", "https://video.example/a/", "a trailing dot keeps the slash")]
    [InlineData("https://video.example/a//../b", "https://video.example/a/b", "an empty segment is a segment")]
    [InlineData("https://video.example/a//b", "https://video.example/a//b", "and stays")]
    [InlineData(
        "https://video.example/.hidden/..a/...", "https://video.example/.hidden/..a/...", "names may begin with dots")]
    [InlineData("https://video.example/a/", "https://video.example/a/", "a trailing slash is another resource")]
    [InlineData(
        "https://video.example/%7euser/%61", "https://video.example/~user/a", "what needs no encoding is decoded")]
    [InlineData(
        "https://video.example/a%2fb%3f%c3%bc", "https://video.example/a%2Fb%3F%C3%BC",
        "what needs it is kept, in upper case")]
    [InlineData(
        "https://video.example/视频?片=剧", "https://video.example/%E8%A7%86%E9%A2%91?%E7%89%87=%E5%89%A7",
        "text is UTF-8")]
    [InlineData("https://video.example/\U0001F600", "https://video.example/%F0%9F%98%80", "beyond the basic plane too")]
    [InlineData("https://video.example/a%b%zz%2", "https://video.example/a%25b%25zz%252", "a per cent sign for itself")]
    [InlineData(
        "https://video.example/<\"^`{|}[]>",
        "https://video.example/%3C%22%5E%60%7B%7C%7D%5B%5D%3E",
        "what may not stand is encoded")]
    [InlineData(
        "https://video.example/a!$&'()*+,;=:@b", "https://video.example/a!$&'()*+,;=:@b", "what may stand is kept")]
    [InlineData("https://video.example?a=1", "https://video.example/?a=1", "a query on an empty path")]
    [InlineData("https://video.example/?", "https://video.example/", "an empty query")]
    [InlineData("https://video.example/?&&a=1&&b=2&", "https://video.example/?a=1&b=2", "empty parameters")]
    [InlineData(
        "https://video.example/?b=2&a=1&b=1", "https://video.example/?b=2&a=1&b=1", "order and repetition are kept")]
    [InlineData(
        "https://video.example/?u=https://a.example/?x",
        "https://video.example/?u=https://a.example/?x",
        "slashes and question marks may stand")]
    [InlineData(
        "https://video.example/a?utm_source=x&id=7&UTM_Medium=y&fbclid=z", "https://video.example/a?id=7",
        "tracking parameters")]
    [InlineData(
        "https://video.example/a?%75tm_source=x&spm=1.2.3", "https://video.example/a", "encoded, and nothing left")]
    [InlineData("https://video.example/a?gclid&id", "https://video.example/a?id", "without values")]
    [InlineData(
        "https://video.example/a?my_utm_source=x&share=1",
        "https://video.example/a?my_utm_source=x&share=1",
        "only whole names and beginnings")]
    [InlineData(
        "https://pan.example/s/1a?pwd=x8k2#top",
        "https://pan.example/s/1a?pwd=x8k2",
        "a share's password selects, an anchor does not")]
    [InlineData(
        "https://video.example/a?x=1#/b?utm_source=1", "https://video.example/a?x=1", "a route is no part of the text")]
    public void Equivalent_spellings_have_one_text(string text, string canonical, string reason)
    {
        Assert.Equal(UrlFault.None, CanonicalUrl.Parse(text, out var url));
        Assert.True(canonical == url!.Text, $"{reason}: {url.Text}");
        Assert.Equal(canonical, url.ToString());
    }

    [Fact]
    public void The_parts_are_those_of_the_text()
    {
        CanonicalUrl.Parse("http://Video.Example:8080/a/../b%7e?q=1#x", out var url);
        Assert.Equal("video.example", url!.Host);
        Assert.Equal(8080, url.Port);
        Assert.Equal("/b~", url.Path);
        Assert.Equal("https://video.example:8080/b~?q=1", url.Text);

        CanonicalUrl.Parse("https://video.example:443", out url);
        Assert.Null(url!.Port);
        Assert.Equal("/", url.Path);
    }

    [Theory]
    [InlineData("https://music.example/#/song?id=186016", "/song?id=186016", "a page that routes by its fragment")]
    [InlineData("https://music.example/#!video/7", "!video/7", "the older mark of the same")]
    [InlineData("https://music.example/#/歌", "/%E6%AD%8C", "encoded as any text is")]
    [InlineData("https://music.example/#top", null, "an anchor in one page")]
    [InlineData("https://music.example/#", null, "an empty fragment")]
    public void A_route_tells_targets_apart_that_share_a_text(string text, string? route, string reason)
    {
        CanonicalUrl.Parse(text, out var url);
        Assert.True(route == url!.Route, reason);
        Assert.Equal("https://music.example/", url.Text);
        Assert.Equal(route is null ? url.Text : $"{url.Text}#{route}", url.Identity);
    }

    [Fact]
    public void The_bound_holds_for_the_text_given_and_for_the_text_made()
    {
        const string Root = "https://video.example/";
        Assert.Equal(
            UrlFault.None,
            CanonicalUrl.Parse(Root + new string('a', CanonicalUrl.MaxLength - Root.Length), out var longest));
        Assert.Equal(CanonicalUrl.MaxLength, longest!.Text.Length);
        Assert.Equal(
            UrlFault.TooLong,
            CanonicalUrl.Parse(Root + new string('a', CanonicalUrl.MaxLength - Root.Length + 1), out _));
        Assert.Equal(UrlFault.TooLong, CanonicalUrl.Parse(Root + new string('剧', 1000), out _));
        Assert.Equal(UrlFault.None, CanonicalUrl.Parse(Root + new string('剧', 400), out _));
        Assert.Equal(UrlFault.TooLong, CanonicalUrl.Parse($"{Root}#/{new string('剧', 1000)}", out _));
        Assert.Equal(
            UrlFault.BadHost,
            CanonicalUrl.Parse($"https://{string.Join('.', Enumerable.Repeat("abcdefg", 32))}/", out _));
        Assert.Equal(UrlFault.TooLong, CanonicalUrl.Parse(new string('x', 10_000_000), out _));
    }

    [Theory]
    [InlineData("http://203.0.113.45/x", "https://203.0.113.45/x")]
    [InlineData("http://203.0.113.45:8080/x", "https://203.0.113.45:8080/x")]
    [InlineData("http://203.0.113.45./", "https://203.0.113.45/")]
    [InlineData("http://127.1/", "https://127.0.0.1/")]
    [InlineData("http://0x7f000001/", "https://127.0.0.1/")]
    [InlineData("http://2130706433/", "https://127.0.0.1/")]
    [InlineData("http://0177.0.0.01/", "https://127.0.0.1/")]
    [InlineData("http://１２７。０。０。１/", "https://127.0.0.1/")]
    [InlineData("http://[2001:DB8::0:45]/x", "https://[2001:db8::45]/x")]
    [InlineData("https://[2001:db8:0:0:0:0:0:45]:443/", "https://[2001:db8::45]/")]
    [InlineData("https://[2001:db8::45]:8443/", "https://[2001:db8::45]:8443/")]
    public void An_address_has_one_spelling_where_addresses_are_allowed(string text, string canonical)
    {
        Assert.Equal(UrlFault.IpLiteral, CanonicalUrl.Parse(text, out _));
        Assert.Equal(UrlFault.None, CanonicalUrl.Parse(text, out var url, allowAddress: true));
        Assert.True(url!.IsAddress);
        Assert.Equal(canonical, url.Text);
    }

    [Theory]
    [InlineData("http://999.999.999.999/")]
    [InlineData("http://256.1/x")]
    [InlineData("http://4294967296/")]
    [InlineData("http://08.1.1.1/")]
    [InlineData("http://[::1")]
    [InlineData("http://[::1]x/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://[1.2.3.4]/")]
    [InlineData("http://[::g]/")]
    public void What_is_no_address_is_no_host_either(string text) =>
        Assert.Equal(UrlFault.BadHost, CanonicalUrl.Parse(text, out _, allowAddress: true));
}
