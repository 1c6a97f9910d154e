using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Documents;

/// <summary>Commands in the pages against the program, the scripts and the benchmarks.</summary>
[Trait("Database", "unused")]
public sealed partial class CommandTests
{
    private const string Benchmarks = "tests/Takedown.Benchmarks";

    [Fact]
    public void Switches_of_the_server_are_known()
    {
        // Its own are named in its source; the host's is urls.
        var known = Sources("src").SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(m => m.Groups["switch"].Value).Append("--urls").ToHashSet();
        PageFaults.None(Used(@"(--project \S*src/Takedown\.Server --|Takedown\.Server\.dll) (?<rest>.+)", known));
    }

    [Fact]
    public void Scripts_exist_and_know_their_switches()
    {
        foreach (var (page, script, rest) in Matches(@"(?<![\w/.-])(?<name>(tests|\.ci)/[a-z]+)(?![\w./-])(?<rest>.*)"))
        {
            Assert.True(File.Exists(Repository.PathOf(script)), $"{page}: {script} does not exist");
            var text = Repository.Read(script);
            PageFaults.None(Switch().Matches(rest).Select(m => m.Value)
                .Where(s => !text.Contains($"{s})", StringComparison.Ordinal)).Select(s => $"{page}: {script} {s}"));
        }
    }

    [Fact]
    public void Files_that_commands_name_exist()
    {
        // What a command makes is not committed.
        var made = Repository.Read(".gitignore").Split('\n').ToHashSet();
        PageFaults.None(Page.All.SelectMany(page => page.Blocks.SelectMany(block => InRepository().Matches(block))
            .Select(m => m.Value)
            .Where(path => !Path.Exists(Repository.PathOf(path)) && !made.Contains(path))
            .Select(path => $"{page.Path}: {path}")));
    }

    [Fact]
    public void Commands_and_scenarios_of_the_benchmarks_exist()
    {
        var arguments = Repository.Read($"{Benchmarks}/Arguments.cs");
        var scenarios = Scenarios();
        Assert.Contains("intake", scenarios);
        var switches = Literal().Matches(arguments).Select(m => m.Groups["switch"].Value).ToHashSet();
        PageFaults.None(Used($"--project {Benchmarks} -- (?<rest>.+)", switches));
        foreach (var (page, command, rest) in Matches($@"--project {Benchmarks} -- (?<name>\w+)(?<rest>.*)"))
        {
            var known = arguments.Contains($"\n          {command} ", StringComparison.Ordinal);
            Assert.True(known, $"{page}: {command}{rest} is no command");
        }
        foreach (var (page, scenario, _) in Matches(@"\b(only|whole) (?<name>[a-z][a-z0-9-]*)(?<rest>)"))
        {
            Assert.True(scenarios.Contains(scenario), $"{page}: there is no scenario {scenario}");
        }
    }

    [Fact]
    public void Tables_of_figures_name_scenarios()
    {
        var scenarios = Scenarios();
        var text = Page.At("tests/README.md").Text;
        var from = text.IndexOf("\n## Results", StringComparison.Ordinal);
        var to = text.IndexOf("\n## What was found", StringComparison.Ordinal);
        var figures = text[from..to];
        var rows = FigureRow().Matches(figures).Select(m => m.Groups["name"].Value).ToList();
        Assert.True(rows.Count > 20);
        PageFaults.None(rows.Except(scenarios));
    }

    /// <summary>Switches that are used behind a command and are not among the known.</summary>
    private static IEnumerable<string> Used(string command, HashSet<string> known)
    {
        Assert.NotEmpty(known);
        return from match in Matches(command)
               from used in Switch().Matches(match.Behind).Select(m => m.Value)
               where !known.Contains(used)
               select $"{match.Page}: {used}";
    }

    private static IEnumerable<(string Page, string Name, string Behind)> Matches(string pattern) =>
        from page in Page.All
        from line in page.Code
        from match in Regex.Matches(line, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2))
        select (page.Path, match.Groups["name"].Value, match.Groups["rest"].Value);

    private static HashSet<string> Scenarios() =>
        [.. new[] { "Scenarios/Scenario.cs", "Pure/PureRun.cs" }
            .SelectMany(file => Name().Matches(Repository.Read($"{Benchmarks}/{file}")))
            .Select(m => m.Groups["name"].Value)];

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("\"(?<switch>--[a-z]+)\"", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Literal();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z-]*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Switch();

    [GeneratedRegex(@"(?<![\w/.-])(src|tests|docker|contracts|openapi)/[\w./-]*\w", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex InRepository();

    [GeneratedRegex("\"(?<name>[a-z][a-z0-9-]+)\"", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2000)]
    private static partial Regex FigureRow();
}
