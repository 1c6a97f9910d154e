using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Documents;

/// <summary>Every link leads to a file and a heading that exist, and every page that a comment names exists.</summary>
[Trait("Database", "unused")]
public sealed partial class LinkTests
{
    private const int FirstPageLines = 160;
    private static readonly string[] Commented = [".cs", ".csproj", ".props", ".yaml", ".yml", ".conf", ".sql", ""];

    [Fact]
    public void Relative_links_lead_to_files_and_headings() =>
        PageFaults.None(Page.All.SelectMany(page => page.Links.Select(link => Fault(page, link))));

    [Fact]
    public void The_first_page_is_short_and_leads_to_every_other()
    {
        var first = Page.At("README.md");
        Assert.InRange(first.Text.Count(c => c == '\n'), 1, FirstPageLines);
        var linked = first.Links.Select(l => l.Split('#')[0]).ToHashSet();
        PageFaults.None(Page.All.Select(p => p.Path).Except(linked).Except(["README.md"]));
    }

    [Fact]
    public void A_comment_names_only_pages_of_this_repository()
    {
        var faults = new List<string>();
        foreach (var file in Sources().Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            var names = PageName().Matches(text).Select(m => m.Value).Where(name => !IsPage(name))
                .Concat(Elsewhere().Matches(text).Select(m => m.Value));
            faults.AddRange(names.Select(name => $"{file}: {name}"));
        }
        PageFaults.None(faults);
    }

    private static string? Fault(Page page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal)) return null;
        var (file, anchor) = link.Split('#') is [var f, var a] ? (f, a) : (link, null);
        var folder = Repository.PathOf(Path.GetDirectoryName(page.Path) ?? "");
        var path = file.Length == 0 ? page.Path
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, file))).Replace('\\', '/');
        if (!Path.Exists(Repository.PathOf(path))) return $"{page.Path}: {link} does not exist";
        if (anchor is null) return null;
        var linked = Page.All.SingleOrDefault(p => p.Path == path);
        return linked?.Anchors.Contains(anchor) is true ? null : $"{page.Path}: {link} has no such heading";
    }

    /// <summary>Named whole, or by its end.</summary>
    private static bool IsPage(string name) =>
        Page.All.Any(p => p.Path == name || p.Path.EndsWith("/" + name, StringComparison.Ordinal));

    private static IEnumerable<string> Sources() => new[] { "src", "contracts", "tests", "docker" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Where(file => Commented.Contains(Path.GetExtension(file)))
        // These tests name pages to find faults with them.
        .Where(file => !file.Contains("/Documents/", StringComparison.Ordinal))
        .Append(Repository.PathOf(".editorconfig"))
        .Append(Repository.PathOf("Directory.Packages.props"));

    [GeneratedRegex(@"[\w./-]+\.md\b", RegexOptions.None, 2000)]
    private static partial Regex PageName();

    [GeneratedRegex("style guide [0-9]|design, §", RegexOptions.None, 2000)]
    private static partial Regex Elsewhere();
}
