using System.Diagnostics.Metrics;
using Takedown.Server.Observability;

namespace Takedown.Server.Subscriptions;

/// <summary>Posts to subscriptions, counted by this process.</summary>
internal sealed class SubscriptionMetrics
{
    private readonly Counter<long> posts;

    public SubscriptionMetrics(IMeterFactory meters)
    {
        posts = meters.Create(Exported.Takedown).CreateCounter<long>(
            "takedown.subscription.posts", "{post}",
            "Posts of events to subscriptions: delivered, or failed with the code of the failure.");
    }

    /// <summary>Creates the series of the usual outcome with the value 0, because a rate needs a first value.</summary>
    public void ShowZeros() => Add("delivered", 0);

    /// <param name="code">Code of the failure; null for a success.</param>
    public void Posted(string? code) => Add(code ?? "delivered", 1);

    private void Add(string outcome, long count) =>
        posts.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    public static IEnumerable<StoredGauge> Gauges =>
    [
        new("takedown.subscription.deliveries.open", "{delivery}", "Deliveries of events that were not accepted yet.",
            "SELECT COUNT(*) FROM subscription_deliveries WHERE delivered_at IS NULL OR resend = 1"),
        new("takedown.subscriptions.failing", "{subscription}", "Subscriptions whose last post failed.",
            "SELECT COUNT(*) FROM subscriptions WHERE active = 1 AND failing_since IS NOT NULL"),
        new("takedown.subscriptions.disabled", "{subscription}",
            "Subscriptions that answered 410 or failed for five days and are posted to no more.",
            "SELECT COUNT(*) FROM subscriptions WHERE disabled_at IS NOT NULL"),
    ];
}
