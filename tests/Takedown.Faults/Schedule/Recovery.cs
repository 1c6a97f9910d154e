using System.Globalization;
using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Engines;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Schedule;

/// <summary>Finds out whether everything works again.</summary>
internal sealed class Recovery(ClusterEngines engines, Cluster cluster, Population people)
{
    private readonly Consumers consumers = new(engines, cluster.Workers.Count);
    private IReadOnlyCollection<string> queues = [];
    private int turn;

    /// <summary>Sends a notice to each platform and waits for it.</summary>
    /// <returns>The platforms that it did not reach in time.</returns>
    public async Task<IReadOnlyList<string>> DeliverAsync(FairClock clock)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"probe-{++turn}");
        var items = people.Platforms.Select(p => new Item(
            $"{name}-{p.Name}", ItemKind.Fresh, $"https://{Population.HostOf(p.Name)}/{name}", null)).ToList();
        BatchView? answer = null;
        var sending = SendAsync();
        List<Platform> Waiting() => [.. people.Platforms.Where(
            (platform, i) => answer?.Results?[i].NoticeId is not { } id || !platform.Has(id))];
        await clock.UntilAsync(() => Task.FromResult(Waiting().Count == 0), Availability.Limit);
        await sending;
        return [.. Waiting().Select(p => p.Name)];

        async Task SendAsync() => answer = await people.Prober.SendAsync(name, items);
    }

    /// <summary>Waits until each queue has a consumer in each worker.</summary>
    /// <returns>The queues that have not, in time.</returns>
    public async Task<IReadOnlyList<string>> ConsumeAsync(FairClock clock)
    {
        if (queues.Count == 0) queues = [.. (await engines.QueuesAsync()).Keys];
        IReadOnlyList<string> missing = [];
        await clock.UntilAsync(
            async () => (missing = await consumers.MissingAsync(queues)).Count == 0, Availability.Limit);
        return missing;
    }
}
