using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Takedown.Server.Observability;

/// <summary>One instrument as Prometheus sees it: its series by label text.</summary>
internal sealed class PrometheusMetric
{
    /// <summary>Labels are chosen so that this is never reached; a mistake must not eat the memory.</summary>
    private const int MaxSeries = 5000;

    private static readonly double[] UsualSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];

    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly string[] labels;
    private readonly string help;
    private readonly string type;
    private readonly bool sets;
    private readonly bool observed;
    private readonly double[]? bounds;

    public PrometheusMetric(Instrument instrument, string[] labels)
    {
        this.labels = labels;
        help = instrument.Description ?? "";
        var kind = instrument.GetType().GetGenericTypeDefinition();
        type = kind == typeof(Histogram<>) ? "histogram"
            : (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>)) && !Exported.Falls(instrument) ? "counter" : "gauge";
        sets = kind == typeof(Gauge<>);
        observed = instrument.IsObservable;
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, type);
        if (type == "histogram") bounds = (instrument as Instrument<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? UsualSeconds;
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = PrometheusText.Labels(labels, tags);
        if (!series.TryGetValue(key, out var one))
        {
            if (series.Count >= MaxSeries) return;
            one = series.GetOrAdd(key, _ => new Series(bounds));
        }
        one.Record(value, sets);
    }

    /// <summary>What is observed tells everything anew each time. Labels left out make several values one: their sum.</summary>
    public void Forget()
    {
        if (observed) series.Clear();
    }

    public void Write(StringBuilder text)
    {
        if (series.IsEmpty) return;
        text.Append("# HELP ").Append(Name).Append(' ').Append(PrometheusText.Help(help)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
        foreach (var (key, one) in series.OrderBy(s => s.Key, StringComparer.Ordinal)) one.Write(text, Name, key);
    }

    private sealed class Series(double[]? bounds)
    {
        private readonly Lock gate = new();
        private readonly long[] counts = new long[(bounds?.Length ?? -1) + 1];
        private double value;

        public void Record(double measured, bool sets)
        {
            lock (gate)
            {
                value = sets ? measured : value + measured;
                if (bounds is null) return;
                var at = Array.BinarySearch(bounds, measured);
                counts[at < 0 ? ~at : at]++;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            lock (gate)
            {
                if (bounds is null)
                {
                    PrometheusText.Line(text, name, labels, value);
                    return;
                }
                var upTo = 0L;
                for (var i = 0; i < counts.Length; i++)
                {
                    upTo += counts[i];
                    var bound = i < bounds.Length ? PrometheusText.Number(bounds[i]) : "+Inf";
                    PrometheusText.Line(text, name + "_bucket", $"{labels}{(labels.Length == 0 ? "" : ",")}le=\"{bound}\"", upTo);
                }
                PrometheusText.Line(text, name + "_sum", labels, value);
                PrometheusText.Line(text, name + "_count", labels, upTo);
            }
        }
    }
}
