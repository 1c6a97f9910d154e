using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Takedown.Server.Tests.Docker;

/// <summary>The Dockerfile against the repository it builds from.</summary>
[Trait("Database", "unused")]
public sealed partial class DockerfileTests
{
    private const string Project = "src/Takedown.Server/Takedown.Server.csproj";
    private static readonly DockerfileText Dockerfile = DockerfileText.Read();

    /// <summary>Where the program listens in the image.</summary>
    public static int Port => int.Parse(Dockerfile.Environment["ASPNETCORE_HTTP_PORTS"], CultureInfo.InvariantCulture);

    /// <summary>The image's own health check.</summary>
    public static IReadOnlyList<string> HealthCheck()
    {
        var check = Dockerfile.Last("HEALTHCHECK");
        var command = check[(check.IndexOf("CMD", StringComparison.Ordinal) + 3)..];
        return ["CMD", .. JsonSerializer.Deserialize<string[]>(command)!];
    }

    [Fact]
    public void What_is_copied_from_here_exists_and_all_that_the_project_rests_on_is_copied()
    {
        var copied = Dockerfile.All("COPY").Where(c => !c.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(c => c.Split(' ')[..^1]).ToHashSet();
        Assert.All(
            copied, path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} is copied and does not exist"));
        foreach (var project in WithReferences(Project))
        {
            Assert.Contains(project, copied);
            Assert.Contains($"{Path.GetDirectoryName(project)}/packages.lock.json", copied);
            Assert.Contains(project.Split('/')[0], copied);
        }
        foreach (var shared in new[]
        {
            "global.json",
            "Directory.Build.props",
            "Directory.Packages.props",
            "BannedSymbols.txt",
        }) Assert.Contains(shared, copied);
    }

    [Fact]
    public void It_publishes_the_server_and_starts_what_was_published()
    {
        var runs = string.Join('\n', Dockerfile.All("RUN"));
        Assert.Contains($"dotnet restore {Project}", runs, StringComparison.Ordinal);
        Assert.Contains($"dotnet publish {Project}", runs, StringComparison.Ordinal);
        var assembly = typeof(Takedown.Server.App.TakedownServer).Assembly.GetName().Name;
        Assert.Equal(
            ["dotnet", $"{assembly}.dll"], JsonSerializer.Deserialize<string[]>(Dockerfile.Last("ENTRYPOINT"))!);
        Assert.Equal(Port, int.Parse(Dockerfile.Last("EXPOSE"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Its_images_are_pinned_of_one_version_and_it_does_not_run_as_root()
    {
        var images = Dockerfile.All("FROM").Select(f => f.Split(' ')[0]).ToList();
        Assert.All(images, image => Assert.Matches(PinnedDotnet(), image));
        Assert.Single(images.Select(i => PinnedDotnet().Match(i).Groups["version"].Value).Distinct());
        Assert.Equal("$APP_UID", Dockerfile.Last("USER"));
        var sdk = JsonDocument.Parse(
            Repository.Read("global.json")).RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        Assert.StartsWith(PinnedDotnet().Match(images[0]).Groups["version"].Value + ".", sdk, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_build_leaves_behind_and_secrets_stay_outside()
    {
        var ignored = Repository.Read("docker/Dockerfile.dockerignore").Split('\n');
        foreach (var path in new[] { ".git", "artifacts", "docker/.env" }) Assert.Contains(path, ignored);
    }

    private static IEnumerable<string> WithReferences(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(r => Path.GetRelativePath(
                Repository.Root,
                Path.GetFullPath(Path.Combine(Repository.Root, folder, r.Attribute("Include")!.Value))))
            .SelectMany(WithReferences).Append(project).Distinct();
    }

    [GeneratedRegex(
        @"^mcr\.microsoft\.com/dotnet/(sdk|aspnet):(?<version>[0-9]+\.[0-9]+)-noble", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PinnedDotnet();
}
