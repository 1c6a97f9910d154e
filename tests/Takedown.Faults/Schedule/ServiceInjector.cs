using Takedown.Faults.Topology;
using Takedown.Shared;

namespace Takedown.Faults.Schedule;

/// <summary>Takes away one PostgreSQL, one RabbitMQ and processes of the server.</summary>
internal sealed class ServiceInjector(EngineHost engines, Cluster cluster, Population people, Journal journal)
    : Injector(cluster, people, journal)
{
    private readonly Cluster cluster = cluster;
    private readonly Population people = people;
    private readonly Journal journal = journal;

    protected override async Task<bool> DoAsync(Step step)
    {
        await InjectAsync(step);
        if (await cluster.SettleAsync() is { Count: > 0 } names)
            journal.Write($"  not ready yet: {string.Join("; ", names)}");
        return true;
    }

    private async Task InjectAsync(Step step)
    {
        switch (step.Fault)
        {
            case Fault.KillApi or Fault.KillWorker or Fault.KillRecords:
                await KillAsync(step.Fault, step);
                break;
            case Fault.StopBroker:
                await AwayAsync("rabbitmq_halt", "rabbitmq_run", step);
                break;
            case Fault.CrashPostgres:
                await AwayAsync("postgres_crash", "postgres_run", step);
                break;
            case Fault.CutBroker:
                await engines.DoAsync("rabbitmq_cut");
                await AmidAsync(step);
                break;
            case Fault.SlowPlatform:
                foreach (var platform in people.Platforms) platform.Slow = true;
                await AmidAsync(step);
                await Task.Delay(step.Down, TimeProvider.System);
                foreach (var platform in people.Platforms) platform.Slow = false;
                break;
            case Fault.JumpClock:
                await Task.WhenAll(AdvanceAsync(Jump), AmidAsync(step));
                break;
            default:
                throw new InvalidOperationException($"{step.Fault} needs a cluster.");
        }
    }

    private async Task AwayAsync(string stop, string start, Step step)
    {
        await engines.DoAsync(stop);
        var amid = AmidAsync(step);
        await Task.Delay(step.Down, TimeProvider.System);
        await engines.DoAsync(start);
        await amid;
    }
}
