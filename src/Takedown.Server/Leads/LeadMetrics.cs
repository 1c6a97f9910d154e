using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>Counts the leads that this process took in, after the commit.</summary>
internal sealed class LeadMetrics(IMeterFactory meters)
{
    private static readonly string Undecided =
        $"SELECT COUNT(*) FROM leads l WHERE l.status = {LeadStatus.Received:D}";

    private readonly Counter<long> received = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.leads.received", "{lead}", "Leads taken in, by source.");

    public static IEnumerable<StoredGauge> Gauges { get; } =
    [
        new("takedown.leads.open", "{lead}", "Leads that wait for the triage of their body.", Undecided),
        new("takedown.leads.overdue", "{lead}", "Those of them whose time for the triage is over.",
            Undecided + LeadDeadlines.Overdue),
    ];

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        foreach (var source in Enum.GetValues<LeadSource>()) Add(source, 0);
    }

    public void Count(Session s, LeadSource source) => s.AfterCommit(() => Add(source, 1));

    private void Add(LeadSource source, long count) =>
        received.Add(count, new KeyValuePair<string, object?>("source", Kebab.Word(source)));
}
