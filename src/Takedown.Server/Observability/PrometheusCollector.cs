using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Takedown.Server.Observability;

/// <summary>
/// Listens to the instruments that go out and keeps their values for whoever scrapes. Written by hand because the
/// exporter's packages do not restore here, and small because the runtime does the measuring.
/// </summary>
internal sealed class PrometheusCollector : IDisposable
{
    private readonly ConcurrentDictionary<string, PrometheusMetric> metrics = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly Lock scraping = new();
    private readonly ILogger log;

    public PrometheusCollector(IMeterFactory meters, ILogger<PrometheusCollector> log)
    {
        this.log = log;
        listener.InstrumentPublished = (instrument, listening) =>
        {
            // Another server in this process has a factory of its own; what has none is the process's.
            if (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, meters)) return;
            if (Exported.LabelsOf(instrument) is not { } labels) return;
            var metric = new PrometheusMetric(instrument, labels);
            listening.EnableMeasurementEvents(instrument, metrics.GetOrAdd(metric.Name, metric));
        };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Record(value, tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Record(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Record(value, tags));
        listener.Start();
    }

    public string Scrape()
    {
        lock (scraping)
        {
            foreach (var metric in metrics.Values) metric.Forget();
            try
            {
                listener.RecordObservableInstruments();
            }
            catch (AggregateException error)
            {
                // One gauge that cannot be read is missing; the others are told.
                log.LogDebug(error, "An instrument could not be observed.");
            }
            var text = new StringBuilder(16 * 1024);
            foreach (var (_, metric) in metrics.OrderBy(m => m.Key, StringComparer.Ordinal)) metric.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => listener.Dispose();
}
