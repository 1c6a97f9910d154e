using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Takedown.Server.Tests.Documents;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Observability;
using YamlDotNet.Serialization;

namespace Takedown.Server.Tests.Docker;

/// <summary>
/// The alert rules and the dashboard ask only for metrics and labels that the program exports, and the operators' page
/// says when each rule fires.
/// </summary>
public sealed partial class DashboardTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>Prometheus adds these itself.</summary>
    private static readonly HashSet<string> OfPrometheus = ["up", "instance", "job", "le"];

    private static readonly HashSet<string> Words = ["by", "without", "for", "and", "or", "unless", "on", "ignoring"];

    private static IReadOnlyList<(string Name, string Query)> Rules =>
        [.. ((List<object>)((Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(
            Repository.Read("docker/alerts.yml"))!)["groups"]).Cast<Dictionary<object, object>>()
            .SelectMany(g => ((List<object>)g["rules"]).Cast<Dictionary<object, object>>())
            .Select(r => ((string)r["alert"], (string)r["expr"]))];

    private static IReadOnlyList<(string Name, string Query)> Panels =>
        [.. JsonNode.Parse(Repository.Read("docker/grafana.json"))!["panels"]!.AsArray()
            .SelectMany(p => p!["targets"]!.AsArray().Select(t => (p["title"]!.GetValue<string>(), t.Text("expr"))))];

    [Fact]
    public async Task Every_metric_and_label_in_the_rules_and_the_dashboard_exists()
    {
        await server.PlatformAsync("dashboard.example");
        var scraped = await MetricsTests.ScrapeAsync(server);
        var names = scraped.Types.SelectMany(t => t.Value == "histogram"
            ? new[] { $"{t.Key}_bucket", $"{t.Key}_count", $"{t.Key}_sum" } : [t.Key]).ToHashSet();
        // Those of the driver exist with PostgreSQL only, and some not before something has gone wrong.
        names.UnionWith(Documented.Keys.Where(n => n.StartsWith("db_", StringComparison.Ordinal)));
        // And this where something is in MongoDB.
        names.Add("takedown_mongodb_up");
        var labels = Labels().Matches(Page.At("docker/README.md").Text)
            .Select(m => m.Groups["label"].Value).ToHashSet();

        var queries = Rules.Concat(Panels).ToList();
        Assert.True(queries.Count > 25);
        names.UnionWith(OfPrometheus);
        labels.UnionWith(OfPrometheus);
        PageFaults.None(queries.SelectMany(
            q => MetricsOf(q.Query).Except(names).Select(m => $"{q.Name}: no metric {m}")));
        PageFaults.None(queries.SelectMany(
            q => LabelsOf(q.Query).Except(labels).Select(l => $"{q.Name}: no label {l}")));
    }

    [Fact]
    public void The_operators_page_says_when_each_rule_fires_and_of_each_such_metric_there_is_a_rule()
    {
        var asked = Rules.SelectMany(r => MetricsOf(r.Query)).Where(m => !OfPrometheus.Contains(m))
            .Select(m => m.Replace("_count", "", StringComparison.Ordinal)).ToHashSet();
        var told = Documented.Where(d => d.Value.Length > 0).Select(d => d.Key).ToHashSet();
        PageFaults.None(asked.Except(told).Select(m => $"{m} has a rule and no \"alert when\""));
        PageFaults.None(told.Except(asked).Select(m => $"{m} has an \"alert when\" and no rule"));
    }

    [Fact]
    public void Prometheus_is_given_the_rules()
    {
        var config = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(
            Repository.Read("docker/prometheus.yml"))!;
        var path = Assert.Single((List<object>)config["rule_files"]);
        Assert.Contains(
            $"./alerts.yml:{path}:ro", ComposeFile.Read().Services["prometheus"].List("volumes"));
        Assert.All(Rules, r => Assert.StartsWith("Takedown", r.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("max(takedown_lag) > 1", "takedown_lag", "")]
    [InlineData("sum by (a, b) (rate(x_total{c=\"d_e\", f!~\"g\"}[5m])) > y_z", "x_total y_z", "a b c f")]
    public void The_reader_of_queries_finds_names_and_labels(string query, string metrics, string labels)
    {
        Assert.Equal(metrics.Split(' '), MetricsOf(query));
        Assert.Equal(labels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), LabelsOf(query).Order());
    }

    /// <summary>The metrics in the table of the operators' page, each with its "alert when".</summary>
    private static Dictionary<string, string> Documented => Row().Matches(Page.At("docker/README.md").Text)
        .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["alert"].Value.Trim());

    private static IEnumerable<string> MetricsOf(string query) =>
        Name().Matches(Matchers().Replace(Lists().Replace(query, " "), " ")).Select(m => m.Value)
            .Where(name => !Words.Contains(name)).Distinct();

    private static IEnumerable<string> LabelsOf(string query) =>
        Lists().Matches(query).SelectMany(m => m.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries))
            .Concat(Matcher().Matches(query).Select(m => m.Groups["label"].Value)).Distinct();

    private const RegexOptions Options = RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b[a-z]+ (by|without) \((?<labels>[^)]*)\)", Options, 2000)]
    private static partial Regex Lists();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]", Options, 2000)]
    private static partial Regex Matchers();

    [GeneratedRegex(@"[{,] ?(?<label>[a-z_]+)[!=]~?", Options, 2000)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b[a-z][a-z_]+\b(?! ?\()", Options, 2000)]
    private static partial Regex Name();

    private const string Cells =
        @"^\| `(?<name>(takedown|http|kestrel|db|dotnet)_[a-z_]+)` \|[^|]*\|[^|]*\|[^|]*\|(?<alert>[^|]*)\|$";

    [GeneratedRegex(Cells, Options | RegexOptions.Multiline, 2000)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<=\| (gauge|counter|histogram) \|[^|]*)`(?<label>[a-z_]+)`", Options, 2000)]
    private static partial Regex Labels();
}
