using Takedown.Server.Observability;
using Takedown.Server.Operations;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Takedown.Server.Tests.Observability;

/// <summary>What the text looks like for values that no server has by chance.</summary>
public sealed class PrometheusTextTests
{
    [Fact]
    public void Labels_are_escaped_numbers_are_exact_and_buckets_add_up()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var collector = new PrometheusCollector(meters, NullLogger<PrometheusCollector>.Instance);
        var meter = meters.Create(Instruments.Meter);
        var counter = meter.CreateCounter<long>("takedown.tries", "{try}", "Back\\slash and\nline.");
        counter.Add(2, new KeyValuePair<string, object?>("status", "a\"b\\c\nd"));
        counter.Add(1, new("status", "plain"), new("connector", "inbox"), new("url", "https://never.example"));
        var histogram = meter.CreateHistogram("takedown.wait", "s", "Waits.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10] });
        foreach (var value in new[] { 0.1, 0.5, 1, 20 }) histogram.Record(value);
        meter.CreateObservableGauge("takedown.depth", () => new[] { new Measurement<double>(0.1 + 0.2), new(1) }, description: "Two of one series are their sum.");

        collector.Scrape();
        Assert.Equal(
            """
            # HELP takedown_depth Two of one series are their sum.
            # TYPE takedown_depth gauge
            takedown_depth 1.3
            # HELP takedown_tries_total Back\\slash and\nline.
            # TYPE takedown_tries_total counter
            takedown_tries_total{status="a\"b\\c\nd"} 2
            takedown_tries_total{status="plain",connector="inbox"} 1
            # HELP takedown_wait_seconds Waits.
            # TYPE takedown_wait_seconds histogram
            takedown_wait_seconds_bucket{le="0.1"} 1
            takedown_wait_seconds_bucket{le="1"} 3
            takedown_wait_seconds_bucket{le="10"} 3
            takedown_wait_seconds_bucket{le="+Inf"} 4
            takedown_wait_seconds_sum 21.6
            takedown_wait_seconds_count 4

            """, Ours(collector.Scrape()));
    }

    [Fact]
    public void Another_server_in_this_process_is_not_counted_here()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var collector = new PrometheusCollector(services.GetRequiredService<IMeterFactory>(), NullLogger<PrometheusCollector>.Instance);
        others.GetRequiredService<IMeterFactory>().Create(Instruments.Meter).CreateCounter<long>("takedown.theirs").Add(1);
        Assert.DoesNotContain("theirs", collector.Scrape(), StringComparison.Ordinal);
    }

    /// <summary>Without what the process itself and other tests' connections tell.</summary>
    private static string Ours(string text)
    {
        Exposition.Parse(text);
        return string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.Split(' ') is [.., _] words && (words[0].StartsWith("takedown", StringComparison.Ordinal) || words[^1].Length > 0 && l.Contains(" takedown_", StringComparison.Ordinal)))
            .Select(l => l + "\n"));
    }
}
