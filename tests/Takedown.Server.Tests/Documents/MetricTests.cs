using System.Text.RegularExpressions;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Documents;

/// <summary>Metrics in the pages against a scrape.</summary>
[Trait("Database", "unused")]
public sealed partial class MetricTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_metric_of_ours_is_in_the_operators_page_and_no_page_names_another()
    {
        var scraped = (await server.Anonymous.GetAsync("/metrics")).Must(200).Body;
        var given = Ours().Matches(scraped).Select(m => m.Groups["name"].Value).ToHashSet();
        Assert.NotEmpty(given);
        // There where something is in MongoDB: PublicOnlyTests.
        given.Add("takedown_mongodb_up");
        PageFaults.None(given.Except(Named(Page.At("docker/README.md"))));
        PageFaults.None(Page.All.SelectMany(page => Named(page).Except(given).Select(name => $"{page.Path}: {name}")));
    }

    private static HashSet<string> Named(Page page) => [.. Metric().Matches(page.Text).Select(m => m.Value)];

    [GeneratedRegex("^# TYPE (?<name>takedown_[a-z_]+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 2000)]
    private static partial Regex Ours();

    [GeneratedRegex(@"\btakedown_[a-z_]+\b", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Metric();
}
