using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Takedown.Server.Tests.Observability;

/// <summary>
/// A strict reader of the Prometheus text format, written from its specification. What a lenient one would let pass is
/// a failure here: samples without a type, families in two pieces, series that come twice, buckets that fall.
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Labels), double> samples = [];

    public static Exposition Parse(string text)
    {
        var read = new Exposition();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string? family = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } typed)
            {
                family = typed.Groups["name"].Value;
                Assert.True(read.types.TryAdd(family, typed.Groups["type"].Value), $"{family} is in two places");
            }
            else if (HelpLine().Match(line) is { Success: true } helped)
            {
                Assert.Matches(@"^([^\\]|\\\\|\\n)*$", helped.Groups["text"].Value);
                Assert.Equal(family, helped.Groups["name"].Value);
            }
            else
            {
                var sample = SampleLine().Match(line);
                Assert.True(sample.Success, $"not a line of the format: {line}");
                var name = sample.Groups["name"].Value;
                var belongs = family is not null && Belongs(name, family, read.types[family]);
                Assert.True(belongs, $"{name} is under {family}");
                var series = (name, Sorted(sample.Groups["labels"].Value));
                Assert.True(read.samples.TryAdd(series, Number(sample.Groups["value"].Value)), $"comes twice: {line}");
            }
        }
        foreach (var (name, _) in read.types.Where(t => t.Value == "histogram")) read.CheckHistogram(name);
        return read;
    }

    public IReadOnlyDictionary<string, string> Types => types;

    public IEnumerable<string> LabelTexts => samples.Keys.Select(k => k.Labels);

    /// <summary>The value of a series, written as <c>name{label="value"}</c>; null where it is not told.</summary>
    public double? this[string series]
    {
        get
        {
            var brace = series.IndexOf('{', StringComparison.Ordinal);
            var key = brace < 0 ? (series, "") : (series[..brace], Sorted(series[(brace + 1)..^1]));
            return samples.TryGetValue(key, out var value) ? value : null;
        }
    }

    private void CheckHistogram(string name)
    {
        var buckets = samples.Where(s => s.Key.Name == name + "_bucket").ToList();
        foreach (var series in buckets.GroupBy(b => Bound().Replace(b.Key.Labels, "").Trim(',')))
        {
            var rising = series.Select(b => (Le: Number(Bound().Match(b.Key.Labels).Groups["le"].Value), b.Value))
                .OrderBy(b => b.Le).ToList();
            Assert.Equal(double.PositiveInfinity, rising[^1].Le);
            Assert.Equal(rising.Select(b => b.Value).Order(), rising.Select(b => b.Value));
            Assert.Equal(rising[^1].Value, samples[(name + "_count", series.Key)]);
            Assert.True(samples.ContainsKey((name + "_sum", series.Key)));
        }
    }

    private static bool Belongs(string name, string family, string type) => type == "histogram"
        ? name == family + "_bucket" || name == family + "_sum" || name == family + "_count"
        : name == family && (type == "counter") == name.EndsWith("_total", StringComparison.Ordinal);

    private static string Sorted(string labels)
    {
        var read = LabelPair().Matches(labels);
        Assert.Equal(labels, string.Join(',', read.Select(m => m.Value)));
        Assert.Equal(read.Count, read.Select(m => m.Groups["name"].Value).Distinct().Count());
        return new StringBuilder().AppendJoin(',', read.Select(m => m.Value).Order(StringComparer.Ordinal)).ToString();
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("^# HELP (?<name>[a-z_][a-z0-9_]*) (?<text>.+)$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-z_][a-z0-9_]*) (?<type>counter|gauge|histogram)$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        @"^(?<name>[a-z_][a-z0-9_]*)\{(?<labels>[^{}]*(\{[^{}]*\}[^{}]*)*)\} (?<value>-?[0-9][0-9.eE+-]*|[+]Inf|NaN)$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?<name>[a-z_][a-z0-9_]*)="(?<value>([^"\\\n]|\\\\|\\"|\\n)*)["]""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelPair();

    [GeneratedRegex("(^|,)le=\"(?<le>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bound();
}
