using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Contracts.Json;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Server.Registry;

namespace Takedown.Server.Operations;

/// <summary>
/// The counters of this process. Nearly all of them are derived from events after the commit, so a new use case that
/// appends events is counted too.
/// </summary>
internal sealed class Instruments
{
    public const string Meter = Exported.Takedown;

    private readonly RegistryCache registryCache;
    private readonly Counter<long> deliveries;
    private readonly Counter<long> responses;
    private readonly Counter<long> breaches;
    private readonly Counter<long> escalations;

    public Instruments(IMeterFactory meters, RegistryCache registryCache)
    {
        this.registryCache = registryCache;
        var meter = meters.Create(Meter);
        deliveries = meter.CreateCounter<long>(
            "takedown.deliveries", "{notice}",
            "Notices delivered, made available, or failed with the code of the failure.");
        responses = meter.CreateCounter<long>(
            "takedown.responses", "{notice}", "Responses of platforms that changed a notice.");
        breaches = meter.CreateCounter<long>(
            "takedown.breaches", "{deadline}", "Deadlines that expired without an answer.");
        meter.CreateObservableGauge("takedown.webhooks.disabled",
            () => registryCache.Latest?.Platforms.Values.LongCount(p => p.DisabledAt is not null) ?? 0,
            "{webhook}", "Webhooks that answered 410 and are posted to no more.");
        escalations = meter.CreateCounter<long>(
            "takedown.escalations", "{escalation}", "Breaches escalated to a regulator or the operator.");
    }

    /// <summary>Creates the known series with the value 0, because a rate needs a first value.</summary>
    public void ShowZeros()
    {
        foreach (var connector in Enum.GetValues<ConnectorKind>()) Delivery(connector, "delivered", 0);
        foreach (var pushed in new[] { ConnectorKind.Webhook, ConnectorKind.Amqp }) Delivery(pushed, "offered", 0);
        foreach (var response in Enum.GetValues<ResponseKind>()) Response(response, 0);
        DeadlineKind[] escalated =
        [
            DeadlineKind.Act, DeadlineKind.AccountAction, DeadlineKind.Restore, DeadlineKind.Review,
            DeadlineKind.Complaint,
        ];
        foreach (var deadline in escalated.Append(DeadlineKind.Acknowledge)) Breach(deadline, 0);
        foreach (var deadline in escalated) Escalation(deadline, 0);
    }

    public void Record(EventRow e)
    {
        var count = e.Entries.Count;
        switch (e.Kind)
        {
            case EventKind.Delivered:
                Delivery(ConnectorOf(e.PlatformId), "delivered", count);
                break;
            case EventKind.MadeAvailable:
                Delivery(ConnectorOf(e.PlatformId), "offered", count);
                break;
            case EventKind.DeliveryFailed:
                foreach (var failed in e.Entries.GroupBy(f => f.Reason?.Code ?? "failed"))
                    Delivery(ConnectorOf(e.PlatformId), failed.Key, failed.Count());
                break;
            case EventKind.Acknowledged:
                Response(ResponseKind.Acknowledged, count);
                break;
            case EventKind.InformationRequested:
                Response(ResponseKind.InformationRequested, count);
                break;
            case EventKind.ActionTaken:
                Response(ResponseKind.ActionTaken, count);
                BreachesBeforeTheSweep(e);
                break;
            case EventKind.Rejected:
                Response(ResponseKind.Rejected, count);
                BreachesBeforeTheSweep(e);
                break;
            case EventKind.Assessed:
                Response(ResponseKind.Assessed, count);
                break;
            case EventKind.Restored:
                Response(ResponseKind.Restored, count);
                break;
            case EventKind.DeadlineBreached:
                foreach (var breached in e.Entries.GroupBy(f => f.Deadline ?? DeadlineKind.Act))
                    Breach(breached.Key, breached.Count());
                break;
            case EventKind.Escalated:
                foreach (var escalated in e.Entries.GroupBy(f => f.Deadline ?? DeadlineKind.Act))
                    Escalation(escalated.Key, escalated.Count());
                break;
            case EventKind.AccountActionBreached:
                Breach(DeadlineKind.AccountAction, count);
                Escalation(DeadlineKind.AccountAction, count);
                break;
            case EventKind.Accepted or EventKind.InformationSupplied or EventKind.InformationExpired
                or EventKind.Withdrawn
                or EventKind.DeadlineAtRisk or EventKind.AccountActionRequested or EventKind.AccountActionAnswered
                or EventKind.AccountActionCancelled or EventKind.EndpointDisabled
                or EventKind.DeadlineRecomputed or EventKind.WatchCrossed or EventKind.InformationDemanded
                or EventKind.RecordDecided or EventKind.RecordReaderChanged
                or EventKind.SubscriptionDisabled or EventKind.SlowedDown or EventKind.SlowdownEnded
                or EventKind.CounterNoticed
                or EventKind.CounterNoticeForwarded or EventKind.ProceedingFiled or EventKind.ProceedingEnded
                or EventKind.RestoreDue or EventKind.Disputed or EventKind.DeadlineExtended
                or EventKind.MediationFiled or EventKind.MediationEnded or EventKind.ConfirmationRequired
                or EventKind.Confirmed or EventKind.TierLowered or EventKind.TierRestored
                or EventKind.SenderWarned or EventKind.SenderLowered or EventKind.SenderSuspended
                or EventKind.SenderLifted or EventKind.ScoreAppealDecided or EventKind.AccountAppealed
                or EventKind.AccountAppealDecided
                or EventKind.FoundDeficient or EventKind.Completed
                or EventKind.CompletionLapsed or EventKind.Supersedes or EventKind.AccountActionLifted:
                break;
        }
    }

    /// <summary>
    /// Counts the breaches of answers after the due time but before the sweep, which have no event of their own.
    /// </summary>
    private void BreachesBeforeTheSweep(EventRow e)
    {
        if (e.Entries.Count(f => f.Sla is SlaStatus.Late && !f.BreachReported) is var unreported and > 0)
            Breach(DeadlineKind.Act, unreported);
    }

    private ConnectorKind? ConnectorOf(Guid platformId) =>
        registryCache.Latest?.Platforms.GetValueOrDefault(platformId)?.Connector;

    private void Delivery(ConnectorKind? connector, string outcome, int count) =>
        deliveries.Add(count, new("connector", connector?.Word() ?? "unknown"), new("outcome", outcome));

    private void Response(ResponseKind response, int count) =>
        responses.Add(count, new KeyValuePair<string, object?>("response", response.Word()));

    private void Breach(DeadlineKind deadline, int count) =>
        breaches.Add(count, new KeyValuePair<string, object?>("deadline", deadline.Word()));

    private void Escalation(DeadlineKind deadline, int count) =>
        escalations.Add(count, new KeyValuePair<string, object?>("deadline", deadline.Word()));
}
