using Takedown.Server.Http;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Takedown.Core.Targets;

namespace Takedown.Server.Tests.Http;

/// <summary>Every stable code has a text in both languages, and no text is for a code that nothing returns.</summary>
[Trait("Database", "unused")]
public sealed partial class MessagesTests
{
    /// <summary>Texts of the program that look like codes and are none.</summary>
    private static readonly string[] NoCodes =
    [
        "target.url", "target.locator", "policies.json", "regimes.json", "functions.json", "vocabularies.json",
        "reasons.json", "registers.json", "responsibilities.json", "region-clusters.json",
        "headings.json", "shared-targets.json", "notices.csv", "manifest.json", "notices.ndjson", "notices.parquet",
        "notices.delivered", "notice.delivered", "notice.withdrawn", "notice.supplemented", "account-action.requested",
        "account-action.lifted", "information.requested", "watch.crossed", "notice.disputed", "notice.counter-noticed",
        "notice.proceeding-filed", "notice.proceeding-ended", "notice.restore-due",
        "deadline.at-risk", "webhook.test", "events.recorded", "subscription.test", "responses.results",
        "responses.refused", "amq.", "c.region", "i.region", "i.function", "platform.name",
    ];

    /// <summary>How names of instruments, of their labels and of spans' tags begin.</summary>
    private static readonly string[] Instrumental =
        ["takedown.", "dotnet.", "http.", "kestrel.", "cpu.", "gc.", "db."];

    /// <summary>How names of acts in the audit trail end.</summary>
    private static readonly string[] Acts =
    [
        ".put", ".create", ".change", ".register", ".retire", ".revoke", ".rotate", ".retry", ".redrive", ".discard",
        ".advance", ".enable", ".disable", ".erase", ".read", ".export", ".failed", ".refuse",
        ".approve", ".withdraw", ".confirm", ".decide", ".file", ".step", ".rule",
    ];

    private static readonly string[] PlainCodes =
        ["not-found", "unauthenticated", "forbidden", "internal", "unavailable", "stopping"];

    private static IEnumerable<string> UsedCodes =>
        new[] { typeof(Messages).Assembly, typeof(CanonicalUrl).Assembly }.SelectMany(Literals)
            .Where(text => CodePattern().IsMatch(text) && !text.EndsWith(".example", StringComparison.Ordinal)
                && !Acts.Any(end => text.EndsWith(end, StringComparison.Ordinal))
                && !Instrumental.Any(start => text.StartsWith(start, StringComparison.Ordinal)))
            .Except(NoCodes)
            .Union(PlainCodes)
            .Union(Enum.GetNames<UrlFault>().Where(n => n != "None")
                .Select(n => "url." + JsonNamingPolicy.KebabCaseLower.ConvertName(n)))
            .Order(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> English => Messages.In("en");

    private static FrozenDictionary<string, string> Chinese => Messages.In("zh-CN");

    [Fact]
    public void Every_code_has_a_text_in_both_languages()
    {
        Assert.Empty(UsedCodes.Except(English.Keys));
        Assert.Empty(UsedCodes.Except(Chinese.Keys));
    }

    [Fact]
    public void No_text_is_left_over_from_a_code_that_is_gone()
    {
        var used = Literals(typeof(Messages).Assembly).Concat(Literals(typeof(CanonicalUrl).Assembly)).Concat(UsedCodes)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(English.Keys.Except(used));
        Assert.Empty(Chinese.Keys.Except(used));
    }

    [Fact]
    public void Both_languages_have_the_same_placeholders()
    {
        var differing = English.Keys.Intersect(Chinese.Keys)
            .Where(code => !Placeholders(English[code]).SetEquals(Placeholders(Chinese[code])));
        Assert.Empty(differing);
    }

    [Fact]
    public void Placeholders_are_numbered_from_zero_and_there_are_at_most_two()
    {
        foreach (var (code, text) in English.Concat(Chinese))
        {
            var found = Placeholders(text);
            Assert.True(found.SetEquals(new[] { "{0}", "{1}" }.Take(found.Count)), code);
        }
    }

    [Fact]
    public void Each_file_is_in_its_language()
    {
        Assert.DoesNotContain(English.Values, text => Han().IsMatch(text));
        Assert.All(Chinese.Values, text => Assert.Matches(Han(), text));
    }

    [Theory, InlineData("en"), InlineData("zh-CN")]
    public void The_codes_of_a_file_are_sorted(string language)
    {
        using var stream = typeof(Messages).Assembly.GetManifestResourceStream($"messages/{language}.json")!;
        using var file = JsonDocument.Parse(stream);
        var codes = file.RootElement.EnumerateObject().Select(text => text.Name).ToList();
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void Texts_without_their_arguments_show_no_braces()
    {
        foreach (var code in English.Keys)
        {
            var both = Messages.Text(code, "en") + Messages.Text(code, "zh-CN");
            Assert.DoesNotContain("{", both, StringComparison.Ordinal);
        }
    }

    private static HashSet<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static List<string> Literals(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var texts = new List<string>();
        for (var at = reader.GetNextHandle(default(UserStringHandle)); !at.IsNil; at = reader.GetNextHandle(at))
        {
            texts.Add(reader.GetUserString(at));
        }
        return texts;
    }

    [GeneratedRegex(
        "^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex("[{][^}]*[}]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("[\u4e00-\u9fff]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Han();
}
