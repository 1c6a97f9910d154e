using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Takedown.Server.Tests.Docker;

/// <summary><c>docker/compose.yaml</c> as Compose reads it: anchors merged, variables filled in.</summary>
internal sealed partial class ComposeFile
{
    private ComposeFile(
        IReadOnlyDictionary<string, Service> services, IReadOnlySet<string> variables, IReadOnlySet<string> volumes) =>
        (Services, Variables, Volumes) = (services, variables, volumes);

    public IReadOnlyDictionary<string, Service> Services { get; }

    /// <summary>What must be set outside.</summary>
    public IReadOnlySet<string> Variables { get; }

    public IReadOnlySet<string> Volumes { get; }

    /// <summary>Stands for every variable: what openssl would give, because a weak operator key is refused.</summary>
    public const string Filled = "5d0c7e1f8b2a4936c7d1e0f9a8b35c24617d9e0f3b8a2c5d";

    private const string Dollar = "\u0001";

    public static ComposeFile Read()
    {
        var text = Repository.Read("docker/compose.yaml");
        var variables = new HashSet<string>(StringComparer.Ordinal);
        // Each must be set: one left out stops Compose with the words behind the question mark.
        var filled = Variable().Replace(text, match =>
        {
            variables.Add(match.Groups["name"].Value);
            return Filled;
        });
        // Two are one to Compose, and what is behind it is the container's.
        filled = filled.Replace("$$", Dollar, StringComparison.Ordinal);
        Assert.DoesNotContain("$", filled, StringComparison.Ordinal);
        filled = filled.Replace(Dollar, "$", StringComparison.Ordinal);
        var document = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(
            new MergingParser(new Parser(new StringReader(filled))))!;
        var services = ((Dictionary<object, object>)document["services"])
            .ToDictionary(s => (string)s.Key, s => new Service((string)s.Key, (Dictionary<object, object>)s.Value));
        return new(
            services, variables, ((Dictionary<object, object>)document["volumes"]).Keys.Cast<string>().ToHashSet());
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):\?[^}]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}

internal sealed class Service(string name, Dictionary<object, object> body)
{
    public string Name => name;

    public string Image => (string)body["image"];

    /// <summary>Built here, from our Dockerfile.</summary>
    public bool IsOurs => body.ContainsKey("build");

    public Dictionary<object, object> Build => (Dictionary<object, object>)body["build"];

    public string? Text(string key) => body.GetValueOrDefault(key) as string;

    public Dictionary<string, string> Environment => body.TryGetValue("environment", out var map)
        ? ((Dictionary<object, object>)map).ToDictionary(e => (string)e.Key, e => (string)e.Value)
        : [];

    public IReadOnlyList<string> List(string key) =>
        body.TryGetValue(key, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    /// <summary>Whom it waits for, and for what.</summary>
    public IReadOnlyDictionary<string, string> DependsOn => body.TryGetValue("depends_on", out var map)
        ? ((Dictionary<object, object>)map).ToDictionary(
            d => (string)d.Key, d => (string)((Dictionary<object, object>)d.Value)["condition"])
        : new Dictionary<string, string>();

    /// <summary>Does its work and ends.</summary>
    public bool EndsByItself => Text("restart") == "no";

    public IReadOnlyList<string> HealthCheck => body.TryGetValue("healthcheck", out var check)
        ? [.. ((List<object>)((Dictionary<object, object>)check)["test"]).Cast<string>()]
        : [];
}
