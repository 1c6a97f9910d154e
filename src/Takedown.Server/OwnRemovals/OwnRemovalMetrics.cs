using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.OwnRemovals;

/// <summary>Counts the own removals that platforms sent to this process, after the commit.</summary>
internal sealed class OwnRemovalMetrics(IMeterFactory meters)
{
    private readonly Counter<long> received = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.own_removals", "{removal}", "Own removals of platforms received, by outcome.");

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        foreach (var status in Enum.GetValues<OwnRemovalStatus>()) Add(status, 0);
    }

    public void Count(Session s, IReadOnlyList<OwnRemovalResult> results) => s.AfterCommit(() =>
    {
        foreach (var (status, count) in results.CountBy(r => r.Status)) Add(status, count);
    });

    private void Add(OwnRemovalStatus status, long count) =>
        received.Add(count, new KeyValuePair<string, object?>("outcome", Kebab.Word(status)));
}
