using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Routing;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Routing;

public sealed class HostIndexTests
{
    [Theory]
    [InlineData("https://other.example/", null, "nobody's host")]
    [InlineData("https://example/", null, "no host at all")]
    [InlineData("https://pages.example/", "pages.example", "the domain itself, where its star does not fit")]
    [InlineData("https://u.pages.example/", "*.pages.example", "a star is a label more than its domain")]
    [InlineData("https://a.u.pages.example/", "*.pages.example", "and takes deeper names")]
    [InlineData("https://shop.pages.example/", "shop.pages.example", "a plain host before a star of as many labels")]
    [InlineData("https://a.shop.pages.example/", "shop.pages.example", "with its subdomains")]
    [InlineData("https://shop.pages.example:8080/a/b", "shop.pages.example:8080", "a port before a path")]
    [InlineData("https://shop.pages.example/a/b", "shop.pages.example/a", "a path before none")]
    [InlineData("https://shop.pages.example/a/b/c/d", "shop.pages.example/a/b/c", "the longer path")]
    [InlineData("https://deep.only.example/x", "only.example", "a longer host whose path does not fit gives way")]
    [InlineData("https://deep.only.example/y/1", "deep.only.example/y", "until it fits")]
    public void The_longest_match_wins(string target, string? expected, string reason)
    {
        string[] texts =
        [
            "pages.example", "*.pages.example", "shop.pages.example", "shop.pages.example:8080", "shop.pages.example/a",
            "shop.pages.example/a/b/c", "only.example", "deep.only.example/y",
        ];
        var patterns = texts.Select((t, i) => (Pattern: Pattern(t), Id: Id(i))).ToList();
        if (CanonicalUrl.Parse(target, out var url) != UrlFault.None)
        {
            Assert.Null(expected);
            return;
        }
        var found = new HostIndex(patterns).Find(url!);
        Assert.True(expected == patterns.SingleOrDefault(p => p.Id == found).Pattern?.Text, reason);
    }

    [Fact]
    public void Of_two_platforms_with_one_host_the_lower_id_wins_in_any_order()
    {
        CanonicalUrl.Parse("https://video.example/", out var url);
        var pattern = Pattern("video.example");
        Assert.Equal(Id(1), new HostIndex([(pattern, Id(1)), (pattern, Id(2))]).Find(url!));
        Assert.Equal(Id(1), new HostIndex([(pattern, Id(2)), (pattern, Id(1))]).Find(url!));
        Assert.Null(new HostIndex([]).Find(url!));
    }

    [Fact]
    public void It_finds_what_a_naive_search_finds()
    {
        var host = Gen.Elements("a", "b", "c").ListOf()
            .Select(l => string.Concat(l.Take(3).Select(x => x + ".")) + "a.example");
        var port = Gen.Elements("", "", ":443", ":8080");
        var path = Gen.Elements("", "", "/x", "/x/y", "/xy");
        var pattern = from star in Gen.Elements("", "", "*.")
            from h in host
            from p in port
            from q in path
            select Pattern(star + h + p + q);
        var url = from h in host from p in port from q in path select $"https://{h}{p}{q}";
        var world = from patterns in pattern.ListOf()
            from target in url
            select (Patterns: patterns.ToList(), Target: target);
        Prop.ForAll(world.ToArbitrary(), w =>
        {
            CanonicalUrl.Parse(w.Target, out var parsed);
            var registered = w.Patterns.Select((p, i) => (p, Id(i))).ToList();
            return new HostIndex(registered).Find(parsed!) == Naive(registered, parsed!);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static Guid? Naive(IEnumerable<(HostPattern Pattern, Guid Id)> registered, CanonicalUrl url) => registered
        .Where(r => Fits(r.Pattern, url))
        .OrderByDescending(r => r.Pattern.Text.Split('/')[0].Split('.').Length)
        .ThenBy(r => r.Pattern.Text.StartsWith('*'))
        .ThenBy(r => r.Pattern.Port is null)
        .ThenByDescending(r => r.Pattern.Path.Length)
        .ThenBy(r => r.Id)
        .Select(r => (Guid?)r.Id)
        .FirstOrDefault();

    private static bool Fits(HostPattern pattern, CanonicalUrl url) =>
        ((!pattern.IsWildcard && url.Host == pattern.Host)
            || url.Host.EndsWith("." + pattern.Host, StringComparison.Ordinal))
        && (pattern.Port is null || pattern.Port == (url.Port ?? 443))
        && $"{url.Path}/".StartsWith($"{pattern.Path}/", StringComparison.Ordinal);

    private static HostPattern Pattern(string text) =>
        HostPattern.Parse(text, out var pattern) == HostFault.None
            ? pattern!
            : throw new ArgumentException(text, nameof(text));

    private static Guid Id(int n) => new(n + 1, 0, 0, new byte[8]);
}
