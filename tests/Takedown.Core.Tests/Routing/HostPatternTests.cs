using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Routing;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Routing;

public sealed class HostPatternTests
{
    [Theory]
    [InlineData("", HostFault.Empty, "nothing")]
    [InlineData(" \u3000", HostFault.Empty, "white space")]
    [InlineData("https://video.example", HostFault.Scheme, "a URL")]
    [InlineData("//video.example", HostFault.Scheme, "half a URL")]
    [InlineData("user@video.example", HostFault.Credentials, "a user")]
    [InlineData("127.0.0.1", HostFault.IpLiteral, "an address")]
    [InlineData("0x7f.1", HostFault.IpLiteral, "an address in disguise")]
    [InlineData("*.0.0.1", HostFault.IpLiteral, "addresses have no subdomains")]
    [InlineData("[::1]", HostFault.IpLiteral, "IPv6")]
    [InlineData("localhost", HostFault.SingleLabel, "the machine itself")]
    [InlineData("com", HostFault.SingleLabel, "everybody's sites")]
    [InlineData("com.", HostFault.SingleLabel, "the same, spelt out")]
    [InlineData("*.com", HostFault.SingleLabel, "everybody's sites again")]
    [InlineData("*", HostFault.BadHost, "every host")]
    [InlineData("*.", HostFault.BadHost, "every host, spelt out")]
    [InlineData("*.*.video.example", HostFault.BadHost, "two stars")]
    [InlineData("www.*.example", HostFault.BadHost, "a star inside")]
    [InlineData("*video.example", HostFault.BadHost, "a star inside a label")]
    [InlineData("video..example", HostFault.BadHost, "an empty label")]
    [InlineData("/video", HostFault.BadHost, "a path alone")]
    [InlineData(":8080", HostFault.BadHost, "a port alone")]
    [InlineData("vi,deo.example", HostFault.BadHost, "two hosts in one text")]
    [InlineData("video.example:0", HostFault.BadPort, "zero")]
    [InlineData("video.example:http", HostFault.BadPort, "a word")]
    [InlineData("video.example:1:2", HostFault.BadPort, "two ports")]
    [InlineData("video.example?x=1", HostFault.BadPath, "a query")]
    [InlineData("video.example/a#b", HostFault.BadPath, "a fragment")]
    [InlineData("video .example", HostFault.BadCharacter, "a space")]
    [InlineData("video.example\\a", HostFault.BadCharacter, "a backslash")]
    [InlineData("video.example/a\u0000", HostFault.BadCharacter, "NUL")]
    public void What_is_no_host_is_refused(string text, HostFault fault, string reason)
    {
        Assert.True(fault == HostPattern.Parse(text, out var pattern), reason);
        Assert.Null(pattern);
    }

    [Fact]
    public void The_bound_is_on_the_text_given()
    {
        Assert.Equal(
            HostFault.TooLong, HostPattern.Parse("video.example/" + new string('a', HostPattern.MaxLength), out _));
        Assert.Equal(
            HostFault.None, HostPattern.Parse("video.example/" + new string('剧', HostPattern.MaxLength - 14), out _));
    }

    [Theory]
    [InlineData(" Video.EXAMPLE. ", "video.example", "case, dot, white space")]
    [InlineData("*.Pages.example", "*.pages.example", "a star")]
    [InlineData("视频.cn", "xn--cy2a840a.cn", "a Chinese name")]
    [InlineData("example.com/", "example.com", "the root is the whole site")]
    [InlineData("example.com/video/", "example.com/video", "a slash at the end")]
    [InlineData("example.com/a/../%76ideo", "example.com/video", "dot segments and encoding")]
    [InlineData("example.com:08080", "example.com:8080", "a port")]
    [InlineData("example.com:80/a", "example.com:443/a", "one default port for both schemes")]
    [InlineData("example.com:", "example.com", "an empty port is any")]
    public void Equivalent_spellings_have_one_text(string text, string canonical, string reason)
    {
        Assert.Equal(HostFault.None, HostPattern.Parse(text, out var pattern));
        Assert.True(canonical == pattern!.Text, $"{reason}: {pattern.Text}");
        Assert.Equal(HostFault.None, HostPattern.Parse(canonical, out var again));
        Assert.Equal(pattern, again);
    }

    [Theory]
    [InlineData("video.example", "https://video.example/a", true, "itself")]
    [InlineData("video.example", "https://m.video.example/a", true, "a subdomain")]
    [InlineData("video.example", "https://myvideo.example/", false, "the same letters are not the same domain")]
    [InlineData("video.example", "https://video.example.evil.example/", false, "the same beginning neither")]
    [InlineData("video.example", "https://video.example:8080/", true, "any port")]
    [InlineData("*.pages.example", "https://pages.example/", false, "the star wants a label")]
    [InlineData("*.pages.example", "https://a.b.pages.example/", true, "or more")]
    [InlineData("example.com:8080", "https://example.com:8080/", true, "the port")]
    [InlineData("example.com:8080", "https://example.com/", false, "another")]
    [InlineData("example.com:443", "http://example.com:80/", true, "the default of either scheme")]
    [InlineData("example.com/video", "https://example.com/video", true, "the path")]
    [InlineData("example.com/video", "https://example.com/video/7", true, "below it")]
    [InlineData("example.com/video", "https://example.com/video?id=7", true, "with a query")]
    [InlineData("example.com/video", "https://example.com/videos", false, "only whole segments")]
    [InlineData("example.com/video", "https://example.com/VIDEO", false, "paths have case")]
    [InlineData("example.com/video", "https://example.com/a/../video/7", true, "dot segments cannot hide it")]
    [InlineData("example.com/video", "https://example.com/video/../other", false, "nor feign it")]
    public void A_pattern_matches_what_lies_inside(string text, string target, bool matches, string reason)
    {
        HostPattern.Parse(text, out var pattern);
        CanonicalUrl.Parse(target, out var url);
        Assert.True(matches == pattern!.Matches(url!), reason);
    }

    [Fact]
    public void Nothing_throws() => Prop.ForAll<string>(text =>
        HostPattern.Parse(text ?? "", out var pattern) == HostFault.None == pattern is not null)
            .QuickCheckThrowOnFailure();
}
