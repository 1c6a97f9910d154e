using System.Globalization;
using Takedown.Contracts;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Schedule;

/// <summary>Executes the plan. At its end everything must have recovered by itself.</summary>
internal abstract class Injector(Cluster cluster, Population people, Journal journal)
{
    public static readonly TimeSpan Jump = TimeSpan.FromHours(25);

    /// <summary>Number of injections of each fault.</summary>
    public Dictionary<Fault, int> Done { get; } = [];

    /// <summary>What the steps did, where it is measured.</summary>
    public virtual IReadOnlyList<StepRecord> Steps => [];

    public async Task RunAsync(IReadOnlyList<Step> plan)
    {
        await BeginAsync();
        foreach (var (step, number) in plan.Select((step, i) => (step, i + 1)))
        {
            journal.Write(string.Create(CultureInfo.InvariantCulture,
                $"{number}/{plan.Count} {step.Fault}{(step.Amid is { } kill ? $" with {kill} amid" : "")}, "
                    + $"{step.Down.TotalSeconds:0.0} s"));
            Count(step.Fault);
            if (!await DoAsync(step))
            {
                journal.Write("  it did not recover, and the rest of the schedule would tell nothing");
                return;
            }
            await Task.Delay(step.Pause, TimeProvider.System);
        }
        await cluster.ReadyAsync();
    }

    /// <summary>What has to work before the first step.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Does the step and gives the processes time to recover.</summary>
    /// <returns>Whether the next step makes sense.</returns>
    protected abstract Task<bool> DoAsync(Step step);

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

    protected async Task AmidAsync(Step step)
    {
        if (step.Amid is not { } kill) return;
        Count(kill);
        await KillAsync(kill, step);
    }

    protected async Task KillAsync(Fault kill, Step step)
    {
        var node = (kill switch
        {
            Fault.KillApi => cluster.Apis,
            Fault.KillRecords => cluster.Records,
            _ => cluster.Workers,
        })[step.Which];
        await node.Process.KillAsync();
        journal.Write($"  killed {node.Name}");
        await Task.Delay(step.Fault == kill ? step.Down : TimeSpan.Zero, TimeProvider.System);
        node.Process.Start();
    }

    private void Count(Fault fault) => Done[fault] = Done.GetValueOrDefault(fault) + 1;
}
