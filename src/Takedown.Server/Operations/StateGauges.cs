using System.Diagnostics.Metrics;
using MassTransit;
using Takedown.Server.Observability;
using Takedown.Server.Registry;

namespace Takedown.Server.Operations;

/// <summary>
/// Gauges of the current state, read on demand. An unknown value is omitted rather than reported as zero.
/// </summary>
internal sealed class StateGauges
{
    public StateGauges(
        IMeterFactory meters, BacklogReader backlog, DeadLetterCount letters, IBusControl bus, CalendarWatch calendars,
        IEnumerable<StoredGauge> stored)
    {
        var meter = meters.Create(Instruments.Meter);
        meter.CreateObservableGauge("takedown.bus.up",
            () => bus.CheckHealth().Status is BusHealthStatus.Healthy ? 1L : 0L,
            description: "1 when the bus can send and receive.");
        meter.CreateObservableGauge("takedown.database.up", () => backlog.Latest.DatabaseUp ? 1L : 0L,
            description: "1 when the database answers and has this program's schema.");

        void Seconds(string name, string description, Func<Backlog, TimeSpan?> value) =>
            meter.CreateObservableGauge(name, () => Known(value(backlog.Latest)?.TotalSeconds), "s", description);

        Seconds("takedown.delivery.lag",
            "Age of the oldest notice that is accepted and not delivered; every process reports the same value.",
            b => b.DeliveryLag);
        Seconds("takedown.dispatch.lag", "Age of the oldest undelivered notice without a failed delivery.",
            b => b.DispatchLag);
        Seconds("takedown.deadline.lag", "Age of the oldest due deadline that has not been processed.",
            b => b.DeadlineLag);
        Seconds("takedown.projection.lag", "Age of the oldest event that the compliance counters do not include.",
            b => b.ProjectionLag);
        meter.CreateObservableGauge("takedown.undelivered", () => Known(backlog.Latest.Undelivered), "{notice}",
            "Notices accepted and not delivered.");
        meter.CreateObservableGauge("takedown.dead_letters", () => Known(letters.Latest), "{message}",
            "Messages that no consumer could process.");
        foreach (var gauge in stored)
        {
            meter.CreateObservableGauge(
                gauge.Name, () => Known(backlog.Latest.Stored.TryGetValue(gauge.Name, out var value) ? value : null),
                gauge.Unit, gauge.Description);
        }
        meter.CreateObservableGauge("takedown.calendar.days_left",
            () => calendars.InUse().Select(c =>
                new Measurement<long>(c.DaysLeft, new KeyValuePair<string, object?>("calendar", c.Code))),
            "{day}", "Days to the last day of a calendar that a policy in force uses; negative after it.");
        // The runtime declares its own instruments for these as counters, but they fall.
        meter.CreateObservableGauge("dotnet.thread_pool.thread.count", () => (long)ThreadPool.ThreadCount, "{thread}",
            "The number of thread pool threads that currently exist.");
        meter.CreateObservableGauge("dotnet.thread_pool.queue.length", () => ThreadPool.PendingWorkItemCount,
            "{work_item}", "The number of work items that are currently queued to be processed by the thread pool.");
    }

    private static IEnumerable<Measurement<double>> Known(double? value) =>
        value is { } known ? [new Measurement<double>(known)] : [];
}
