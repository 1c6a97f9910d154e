using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Counts the cases that this process opened and closed, after the commit.</summary>
internal sealed class CaseMetrics
{
    private readonly Counter<long> opened, closed;

    public CaseMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Exported.Takedown);
        opened = meter.CreateCounter<long>("takedown.cases.opened", "{case}", "Cases opened.");
        closed = meter.CreateCounter<long>("takedown.cases.closed", "{case}", "Cases closed.");
    }

    public static IEnumerable<StoredGauge> Gauges { get; } =
    [
        new("takedown.cases.open", "{case}", "Cases that are not closed.",
            $"SELECT COUNT(*) FROM cases WHERE state IN ({string.Join(", ", Enum.GetValues<CaseState>()
                .Where(state => state is not CaseState.Closed).Select(state => state.ToString("D")))})"),
        new("takedown.orders.overdue", "{case}", "Cases whose order ran over and that wait for a decision.",
            $"SELECT COUNT(*) FROM cases WHERE state = {CaseState.Overdue:D}"),
    ];

    /// <summary>Exports initial zero values, which rate queries require.</summary>
    public void ShowZeros()
    {
        opened.Add(0);
        closed.Add(0);
    }

    public void CountOpened(Session s) => s.AfterCommit(() => opened.Add(1));

    public void CountClosed(Session s) => s.AfterCommit(() => closed.Add(1));
}
