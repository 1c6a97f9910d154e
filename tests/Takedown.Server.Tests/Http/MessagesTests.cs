using Takedown.Server.Http;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Takedown.Core.Targets;

namespace Takedown.Server.Tests.Http;

/// <summary>Every stable code has words in both languages, and no words are for a code that nobody gives.</summary>
public sealed partial class MessagesTests
{
    /// <summary>Texts of the program that look like codes and are none.</summary>
    private static readonly string[] NoCodes =
    [
        "target.url", "target.type", "target.account", "target.locator", "work.title", "work.type", "evidence.kind",
        "evidence.url", "policies.json", "regimes.json", "notices.delivered", "notice.delivered", "responses.results", "amq.",
    ];

    /// <summary>How names of instruments, of their labels and of spans' tags begin.</summary>
    private static readonly string[] Instrumental = ["takedown.", "dotnet.", "http.", "kestrel.", "cpu.", "gc.", "db."];

    private static readonly string[] PlainCodes = ["not-found", "unauthenticated", "forbidden", "internal", "unavailable", "stopping"];

    private static IEnumerable<string> UsedCodes =>
        new[] { typeof(Messages).Assembly, typeof(CanonicalUrl).Assembly }.SelectMany(Literals)
            .Where(text => CodePattern().IsMatch(text) && !text.EndsWith(".example", StringComparison.Ordinal)
                && !Instrumental.Any(start => text.StartsWith(start, StringComparison.Ordinal)))
            .Except(NoCodes)
            .Union(PlainCodes)
            .Union(Enum.GetNames<UrlFault>().Where(n => n != "None").Select(n => "url." + JsonNamingPolicy.KebabCaseLower.ConvertName(n)))
            .Order(StringComparer.Ordinal);

    [Fact]
    public void Every_code_has_words() => Assert.Empty(UsedCodes.Except(Messages.Codes));

    [Fact]
    public void No_words_are_left_over_from_a_code_that_is_gone()
    {
        // The table's own keys are literals of the program too: a code in use stands there at least twice, once as a key.
        var all = Literals(typeof(CanonicalUrl).Assembly).Concat(Uses(typeof(Messages).Assembly)).Concat(UsedCodes.Where(c => c.StartsWith("url.", StringComparison.Ordinal)));
        Assert.Empty(Messages.Codes.Except(all));
    }

    [Fact]
    public void The_words_of_both_languages_fill_in_the_same_and_are_in_their_language()
    {
        foreach (var code in Messages.Codes)
        {
            var (english, chinese) = (Messages.Text(code, "en", "{0}", "{1}", "{2}"), Messages.Text(code, "zh-CN", "{0}", "{1}", "{2}"));
            Assert.True(Holes().Matches(english).Select(m => m.Value).Order(StringComparer.Ordinal)
                .SequenceEqual(Holes().Matches(chinese).Select(m => m.Value).Order(StringComparer.Ordinal)), code);
            Assert.True(Han().IsMatch(chinese) && !Han().IsMatch(english) && english != code, code);
        }
    }

    [Fact]
    public void Words_without_their_arguments_show_no_braces()
    {
        foreach (var code in Messages.Codes)
        {
            Assert.DoesNotContain("{", Messages.Text(code, "en") + Messages.Text(code, "zh-CN"), StringComparison.Ordinal);
        }
    }

    private static List<string> Literals(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var texts = new List<string>();
        for (var at = reader.GetNextHandle(default(UserStringHandle)); !at.IsNil; at = reader.GetNextHandle(at)) texts.Add(reader.GetUserString(at));
        return texts;
    }

    /// <summary>Texts loaded by any method but the table's own initialiser.</summary>
    private static IEnumerable<string> Uses(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            if (reader.GetString(reader.GetTypeDefinition(method.GetDeclaringType()).Name) == nameof(Messages)) continue;
            var code = image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            for (var i = 0; i + 4 < code.Length; i++)
            {
                // ldstr and a token of the user string heap; a chance match only makes this test milder.
                if (code[i] != 0x72 || code[i + 4] != 0x70) continue;
                var offset = code[i + 1] | (code[i + 2] << 8) | (code[i + 3] << 16);
                if (offset > 0 && offset < reader.GetHeapSize(HeapIndex.UserString)) texts.Add(reader.GetUserString(MetadataTokens.UserStringHandle(offset)));
            }
        }
        return texts;
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex("[{][0-9][}]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Holes();

    [GeneratedRegex("[\u4e00-\u9fff]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Han();
}
