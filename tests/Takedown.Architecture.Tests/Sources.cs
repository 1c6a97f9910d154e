using System.Runtime.CompilerServices;

namespace Takedown.Architecture.Tests;

/// <summary>The C# files of the repository.</summary>
internal static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../.."));

    public static IEnumerable<Source> In(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(path => path.Split('/') is var parts && !parts.Contains("obj") && !parts.Contains("bin"))
        .Order(StringComparer.Ordinal)
        .Select(path => new Source(path, File.ReadAllText(Path.Combine(Root, path))));

    private static string Here([CallerFilePath] string path = "") => path;
}

internal sealed record Source(string Path, string Text)
{
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');
}
