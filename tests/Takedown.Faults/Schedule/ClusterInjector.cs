using System.Globalization;
using Takedown.Faults.Engines;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Schedule;

/// <summary>
/// Takes away one node of the bus or the primary of the database, and measures how soon the service is whole again.
/// </summary>
internal sealed class ClusterInjector(ClusterEngines engines, Cluster cluster, Population people, Journal journal)
    : Injector(cluster, people, journal)
{
    private readonly Recovery recovery = new(engines, cluster, people);
    private readonly Journal journal = journal;
    private readonly List<StepRecord> steps = [];

    public override IReadOnlyList<StepRecord> Steps => steps;

    protected override async Task BeginAsync()
    {
        var clock = new FairClock();
        IReadOnlyList<string> missing = [.. await recovery.DeliverAsync(clock), .. await recovery.ConsumeAsync(clock)];
        if (missing.Count > 0) throw new InvalidOperationException($"Before any fault: {string.Join("; ", missing)}");
        journal.Write("notices reach all platforms");
    }

    protected override async Task<bool> DoAsync(Step step)
    {
        var began = journal.Elapsed;
        var outage = TimeSpan.Zero;
        var back = Task.CompletedTask;
        switch (step.Fault)
        {
            case Fault.KillBrokerNode:
                await KillNodeAsync(step);
                break;
            case Fault.PauseBrokerNode:
                await PauseNodeAsync(step);
                break;
            case Fault.SilenceBrokerNode:
                await SilenceNodeAsync(step);
                break;
            case Fault.FailOver:
                outage = await FailOverAsync(step);
                // The new primary serves alone until the old one is back.
                back = ReattachAsync(step);
                break;
            case Fault.KillWorker:
                await KillAsync(step.Fault, step);
                break;
            default:
                throw new InvalidOperationException($"{step.Fault} needs services without a cluster.");
        }
        var ended = journal.Elapsed;
        var clock = new FairClock();
        var unreached = await recovery.DeliverAsync(clock);
        var delivered = clock.Wall;
        var unconsumed = await recovery.ConsumeAsync(clock);
        await back;
        steps.Add(new()
        {
            Step = step,
            Began = began,
            Ended = ended,
            Recovered = journal.Elapsed,
            Outage = outage,
            Unreached = unreached,
            Unconsumed = unconsumed,
        });
        Write(steps[^1], delivered, clock);
        return unreached.Count == 0 && unconsumed.Count == 0;
    }

    /// <summary>The node that leads most of the queues.</summary>
    private async Task<int> LeaderAsync() =>
        (await engines.QueuesAsync()).CountBy(q => q.Value).OrderBy(n => n.Key).MaxBy(n => n.Value).Key;

    private async Task KillNodeAsync(Step step)
    {
        var node = await LeaderAsync();
        await engines.KillBrokerAsync(node);
        await AwayAsync($"killed node {node + 1}", step);
        await engines.RunBrokerAsync(node);
    }

    /// <summary>
    /// The node does everything later. The other nodes count it as gone after a minute, but elect other leaders for the
    /// queues after 10 to 15 s; then its clients lose their connections and go to nodes that still ask it.
    /// </summary>
    private async Task PauseNodeAsync(Step step)
    {
        var node = await LeaderAsync();
        await engines.PauseBrokerAsync(node);
        await AwayAsync($"paused node {node + 1}", step with { Down = step.Down / 3 });
        engines.Brokers[node].Cut();
        await Task.Delay(step.Down * 2 / 3, TimeProvider.System);
        await engines.ResumeBrokerAsync(node);
    }

    /// <summary>The clients of a node learn nothing.</summary>
    private async Task SilenceNodeAsync(Step step)
    {
        var node = Enumerable.Range(0, engines.Brokers.Count).MaxBy(n => engines.Brokers[n].Connections);
        engines.Brokers[node].Silence();
        await AwayAsync($"silenced node {node + 1} before {engines.Brokers[node].Connections} connections", step);
        engines.Brokers[node].Speak();
    }

    private async Task<TimeSpan> FailOverAsync(Step step)
    {
        var began = journal.Elapsed;
        var primary = engines.Primary;
        if (step.Silently) engines.Databases[primary].Silence();
        await engines.KillPrimaryAsync();
        await AwayAsync($"killed the primary{(step.Silently ? " and silenced it" : "")}", step);
        await engines.PromoteAsync();
        return journal.Elapsed - began;
    }

    private async Task ReattachAsync(Step step)
    {
        var old = 1 - engines.Primary;
        await engines.ReattachAsync(step.ByCopy ? "copy" : "rewind");
        engines.Databases[old].Speak();
    }

    private async Task AwayAsync(string what, Step step)
    {
        journal.Write($"  {what}");
        var amid = AmidAsync(step);
        await Task.Delay(step.Down, TimeProvider.System);
        await amid;
    }

    private void Write(StepRecord step, TimeSpan delivered, FairClock clock)
    {
        var refused = journal.Refusals.Count(r => r.At >= step.Began && r.At <= step.Recovered);
        var post = journal.Posts.Longest(step.Began, step.Recovered);
        var pause = journal.Deliveries.Longest(step.Began, step.Recovered);
        journal.Write(string.Create(CultureInfo.InvariantCulture,
            $"  over after {(step.Ended - step.Began).TotalSeconds:0.0} s, no primary for "
                + $"{step.Outage.TotalSeconds:0.0} s; notices to all platforms after {delivered.TotalSeconds:0.0} s, "
                + $"all consumers after {clock.Wall.TotalSeconds:0.0} s (counted {clock.Fair.TotalSeconds:0.0} s); "
                + $"slowest POST {post.TotalSeconds:0.0} s, longest pause of deliveries {pause.TotalSeconds:0.0} s, "
                + $"{refused} answers of 503"));
    }
}
