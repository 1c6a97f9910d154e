using System.Text.RegularExpressions;

namespace Takedown.Server.Tests.Docker;

/// <summary>The files as they are committed, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "Takedown.sln"))
        ? directory
        : Find(Path.GetDirectoryName(directory)
            ?? throw new InvalidOperationException("The repository was not found above the tests."));
}

/// <summary>The Dockerfile's instructions, continued lines joined.</summary>
internal sealed class DockerfileText
{
    private DockerfileText(IReadOnlyList<(string Name, string Args)> instructions) => Instructions = instructions;

    public IReadOnlyList<(string Name, string Args)> Instructions { get; }

    /// <summary>Those of the image that runs.</summary>
    public IReadOnlyList<(string Name, string Args)> LastStage =>
        [.. Instructions.Skip(Instructions.ToList().FindLastIndex(i => i.Name == "FROM"))];

    public static DockerfileText Read(string path = "docker/Dockerfile")
    {
        var joined = Regex.Replace(
            Repository.Read(path), @"\\\r?\n\s*", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
        return new([.. joined.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => (l[..l.IndexOf(' ', StringComparison.Ordinal)],
                l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()))]);
    }

    public IEnumerable<string> All(string name) => Instructions.Where(i => i.Name == name).Select(i => i.Args);

    public string Last(string name) => LastStage.Last(i => i.Name == name).Args;

    /// <summary>What <c>ENV</c> sets in the image that runs.</summary>
    public Dictionary<string, string> Environment =>
        LastStage.Where(i => i.Name == "ENV").SelectMany(i => i.Args.Split(' '))
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
