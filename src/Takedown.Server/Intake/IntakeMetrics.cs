using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Observability;

namespace Takedown.Server.Intake;

/// <summary>Counts the batch items stored by this process.</summary>
internal sealed class IntakeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> items = meters.Create(Exported.Takedown)
        .CreateCounter<long>("takedown.intake.items", "{item}", "Batch items stored, by status.");

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        foreach (var status in Enum.GetValues<ItemStatus>()) Add(status, 0);
    }

    public void Add(ItemStatus status, int count) =>
        items.Add(count, new KeyValuePair<string, object?>("status", status.Word()));
}
