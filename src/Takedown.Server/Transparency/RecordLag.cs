using System.Diagnostics.Metrics;
using Takedown.Server.Observability;

namespace Takedown.Server.Transparency;

/// <summary>How old the public record is, by the processes that fill it.</summary>
internal sealed class RecordLag
{
    public RecordLag(IMeterFactory meters, Publishing publishing, TimeProvider time) =>
        meters.Create(Exported.Takedown).CreateObservableGauge(
            "takedown.public_record.lag",
            () => publishing.CompleteAt is { } at
                ? [new Measurement<double>(Math.Max(0, (time.GetUtcNow() - at).TotalSeconds))]
                : Array.Empty<Measurement<double>>(),
            "s", "Age of the public record: the time since the instant as of which it is complete.");
}
