using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class CanonicalUrlProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(3000);

    // Pieces that are significant to a URL parser, concatenated at random, some with arbitrary text between them.
    private static readonly Gen<string> Pieces = Gen.Frequency(
        (9, Gen.Elements(
            "http", "https", "HTTP", "ftp", ":", "/", "//", "://", "@", "?", "#", "#/", "&", "=", ".", "..", "/../",
            "/./", "%", "%2", "%2e",
            "%2F", "%41", "%C3%BC", "%ff", "%00", "%25", "\\", " ", "\t", "\0", "[", "]", "::1", "127.0.0.1", "0x7f",
            "video.example", "a.b", "例え", "ü", "ß", "İ", "Ａ", "。", "\u200d", "xn--", "-", "_", "*", "utm_a=1", "spm",
            "id=7", "80", "443", "8080", "99999", "\ud800", "\udc00")),
        (1, ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")));

    private static readonly Arbitrary<string> Hostile = Pieces.ListOf().Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<string> NearlyGood =
        Pieces.ListOf().Select(p => "https://video.example" + string.Concat(p)).ToArbitrary();

    private static void Holds(Func<string, bool> property)
    {
        Prop.ForAll(Hostile, property).Check(Config);
        Prop.ForAll(NearlyGood, property).Check(Config);
        Prop.ForAll<string>(s => property(s ?? "")).Check(Config);
    }

    [Fact]
    public void Nothing_throws_and_a_url_comes_exactly_with_no_fault() =>
        Holds(text => CanonicalUrl.Parse(text, out var url) == UrlFault.None == url is not null);

    [Fact]
    public void Canonical_text_is_its_own_canonical_text() => Holds(text =>
        CanonicalUrl.Parse(text, out var url) != UrlFault.None
        || (CanonicalUrl.Parse(url!.Text, out var again) == UrlFault.None
            && again!.Text == url.Text
            && again.Host == url.Host
            && again.Path == url.Path && again.Port == url.Port));

    [Fact]
    public void Identity_is_its_own_identity() => Holds(text =>
        CanonicalUrl.Parse(text, out var url) != UrlFault.None
        || url!.Identity.Length > CanonicalUrl.MaxLength
        || (CanonicalUrl.Parse(url.Identity, out var again) == UrlFault.None && again!.Identity == url.Identity));

    [Fact]
    public void Canonical_text_is_printable_ascii_without_credentials_fragment_or_dot_segments() => Holds(text =>
    {
        if (CanonicalUrl.Parse(text, out var url) != UrlFault.None) return true;
        var authority = url!.Text[8..].Split('/')[0];
        return url.Text.All(c => c is > ' ' and < '\x7f') && !url.Text.Contains('#', StringComparison.Ordinal)
            && !authority.Contains('@', StringComparison.Ordinal) && !url.Path.Split('/').Any(s => s is "." or "..")
            && url.Text.StartsWith("https://", StringComparison.Ordinal) && url.Text.Length <= CanonicalUrl.MaxLength;
    });

    [Fact]
    public void A_canonical_url_reads_the_same_to_the_runtime() => Holds(text =>
        CanonicalUrl.Parse(text, out var url) != UrlFault.None
        // The runtime knows no label that begins with a hyphen or an underscore, except in the first two, and checks
        // hyphens at the ends of labels where one is an A-label; WHATWG URL does neither.
        || url!.Host.Split('.').Any(l => l[0] is '-' or '_' || l[^1] == '-')
        || (new Uri(url.Text) is var uri && uri.Host == url.Host && uri.UserInfo.Length == 0
            && uri.Port == (url.Port ?? 443)));

    [Fact]
    public void Spelling_does_not_matter()
    {
        var path = Gen.Elements("a", "b7", "watch", "~x", "-").NonEmptyListOf().Select(p => string.Join('/', p));
        Prop.ForAll(path.ToArbitrary(), p =>
        {
            string[] spellings =
            [
                $"http://video.example/{p}",
                $"HTTPS://VIDEO.example.:443/{p}",
                $"https://video.example:80/x/../{p}#top",
                $"https://vid%65o.example/./{string.Concat(p.Select(c => c == '/' ? "/" : $"%{(int)c:x2}"))}?",
                $"  https://ｖideo．example/{p}?utm_source=a&gclid=b  ",
            ];
            return spellings.Select(s => CanonicalUrl.Parse(s, out var url) == UrlFault.None ? url!.Text : null)
                .Distinct().Count() == 1;
        }).Check(Config);
    }
}
