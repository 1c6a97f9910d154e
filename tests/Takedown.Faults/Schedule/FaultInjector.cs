using System.Globalization;
using Takedown.Contracts;
using Takedown.Faults.Topology;
using Takedown.Shared;

namespace Takedown.Faults.Schedule;

/// <summary>Executes the plan. At its end everything must have recovered by itself.</summary>
internal sealed class FaultInjector(EngineHost engines, Cluster cluster, Population people, Journal journal)
{
    public static readonly TimeSpan Jump = TimeSpan.FromHours(25);

    /// <summary>Number of injections of each fault.</summary>
    public Dictionary<Fault, int> Done { get; } = [];

    public async Task RunAsync(IReadOnlyList<Step> plan)
    {
        foreach (var (step, number) in plan.Select((step, i) => (step, i + 1)))
        {
            journal.Write(string.Create(CultureInfo.InvariantCulture,
                $"{number}/{plan.Count} {step.Fault}{(step.Amid is { } kill ? $" with {kill} amid" : "")}, "
                    + $"{step.Down.TotalSeconds:0.0} s"));
            await DoAsync(step);
            if (await cluster.SettleAsync() is { Count: > 0 } names)
                journal.Write($"  not ready yet: {string.Join("; ", names)}");
            await Task.Delay(step.Pause, TimeProvider.System);
        }
        await cluster.ReadyAsync();
    }

    private async Task DoAsync(Step step)
    {
        Done[step.Fault] = Done.GetValueOrDefault(step.Fault) + 1;
        switch (step.Fault)
        {
            case Fault.KillApi or Fault.KillWorker:
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
        }
    }

    /// <summary>
    /// Advances the clock of all processes. A request repeated after a disconnect may advance it twice, which is
    /// harmless.
    /// </summary>
    public async Task<ClockView> AdvanceAsync(TimeSpan by)
    {
        var clock = await people.Operator.CallAsync(api => api.AdvanceClockAsync(by));
        journal.Write(
            string.Create(CultureInfo.InvariantCulture, $"  the clock runs {clock.Ahead.TotalHours:0} h ahead"));
        return clock;
    }

    private async Task AwayAsync(string stop, string start, Step step)
    {
        await engines.DoAsync(stop);
        var amid = AmidAsync(step);
        await Task.Delay(step.Down, TimeProvider.System);
        await engines.DoAsync(start);
        await amid;
    }

    private async Task AmidAsync(Step step)
    {
        if (step.Amid is not { } kill) return;
        Done[kill] = Done.GetValueOrDefault(kill) + 1;
        await KillAsync(kill, step);
    }

    private async Task KillAsync(Fault kill, Step step)
    {
        var node = (kill is Fault.KillApi ? cluster.Apis : cluster.Workers)[step.Which];
        await node.Process.KillAsync();
        journal.Write($"  killed {node.Name}");
        await Task.Delay(step.Fault == kill ? step.Down : TimeSpan.Zero, TimeProvider.System);
        node.Process.Start();
    }
}
