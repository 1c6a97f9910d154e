using System.Diagnostics.Metrics;
using Takedown.Server.Observability;

namespace Takedown.Server.Evidence;

/// <summary>Counts the files that came to this process.</summary>
internal sealed class EvidenceMetrics(IMeterFactory meters)
{
    /// <summary>Bytes by the rows of all processes.</summary>
    public static readonly StoredGauge Bytes = new(
        "takedown.evidence.bytes", "{byte}", "Bytes of evidence, as counted for its senders.",
        "SELECT CAST(COALESCE(SUM(bytes), 0) AS bigint) FROM evidence_holders");

    private readonly Counter<long> uploads = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.evidence.uploads", "{file}", "Files of evidence that came, by outcome.");

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        foreach (var outcome in new[] { "stored", "unchanged", "refused", "failed" }) Add(outcome, 0);
    }

    public void Count(string outcome) => Add(outcome, 1);

    private void Add(string outcome, long count) =>
        uploads.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
}
