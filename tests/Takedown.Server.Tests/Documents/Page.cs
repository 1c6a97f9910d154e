using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Documents;

/// <summary>One Markdown page of the repository.</summary>
internal sealed partial class Page
{
    /// <summary>What builds and runs leave behind is nobody's page.</summary>
    private static readonly HashSet<string> Skipped = [.. Repository.Read(".gitignore").Split('\n')
        .Where(line => line.EndsWith('/')).Select(line => line.TrimEnd('/'))];

    private Page(string path)
    {
        Path = path;
        Text = Repository.Read(path);
        Blocks = [.. Fence().Matches(Text).Select(m => m.Groups["body"].Value)];
        Prose = Fence().Replace(Text, "");
        Anchors = AnchorsOf(Prose);
    }

    public static IReadOnlyList<Page> All { get; } =
        [.. Find(Repository.Root).Order(StringComparer.Ordinal).Select(p => new Page(p))];

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>What is in fenced code blocks.</summary>
    public IReadOnlyList<string> Blocks { get; }

    /// <summary>The page without its code blocks.</summary>
    public string Prose { get; }

    /// <summary>What a link may name behind its #.</summary>
    public IReadOnlySet<string> Anchors { get; }

    public IEnumerable<string> Links =>
        Link().Matches(Inline().Replace(Prose, "code")).Select(m => m.Groups["target"].Value);

    /// <summary>What is in backticks, and every line of the code blocks.</summary>
    public IEnumerable<string> Code => Inline().Matches(Prose).Select(m => m.Value.Trim('`'))
        .Concat(Blocks.SelectMany(b => b.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')));

    public static Page At(string path) => All.Single(p => p.Path == path);

    private static IEnumerable<string> Find(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(d => System.IO.Path.GetFileName(d) is var name && name[0] != '.' && !Skipped.Contains(name))
            .SelectMany(Find));

    /// <summary>As GitHub makes them: lower case, no punctuation, hyphens for spaces, repeats numbered.</summary>
    private static HashSet<string> AnchorsOf(string prose)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(prose))
        {
            var text = Link().Replace(heading.Groups["text"].Value, m => m.Groups["text"].Value).Trim();
            var kept = text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_');
            var slug = string.Concat(kept).Replace(' ', '-');
            var repeated = 0;
            while (!anchors.Add(repeated == 0 ? slug : $"{slug}-{repeated}")) repeated++;
        }
        return anchors;
    }

    private const RegexOptions Lines = RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    [GeneratedRegex(@"^```[a-z]*\n(?<body>.*?)^```$", Lines | RegexOptions.Singleline, 2000)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`", RegexOptions.None, 2000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", Lines, 2000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]\n]+)\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Link();
}
