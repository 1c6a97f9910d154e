using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Observability;

namespace Takedown.Server.Intake;

/// <summary>Counts the items of batches that this process stored.</summary>
internal sealed class IntakeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> items = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.intake.items", "{item}", "Items of batches stored, by what became of them.");

    /// <summary>A rate needs a first value to rise from.</summary>
    public void ShowZeros()
    {
        foreach (var status in Enum.GetValues<ItemStatus>()) Add(status, 0);
    }

    public void Add(ItemStatus status, int count) => items.Add(count, new KeyValuePair<string, object?>("status", status.Word()));
}
