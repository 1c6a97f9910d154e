using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Engines;
using Takedown.Faults.Journals;
using Takedown.Faults.Schedule;
using Takedown.Faults.Topology;

namespace Takedown.Faults;

/// <summary>
/// Runs the schedule once for all facts: start, inject the faults, recover, drain, and read everything.
/// </summary>
public abstract class Run : IAsyncLifetime
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Retry = TimeSpan.FromHours(1);
    private const int Retries = 5;

    private readonly Journal journal = new();

    internal abstract Settings Settings { get; }

    internal IReadOnlyList<Step> Plan { get; private set; } = [];

    internal IReadOnlyDictionary<Fault, int> Done { get; private set; } = new Dictionary<Fault, int>();

    internal Observations Observations { get; private set; } = null!;

    internal string Journal => journal.Text;

    public async Task InitializeAsync()
    {
        if (Installation.Missing is not null) return;
        Plan = Draw();
        journal.Write($"seed {Settings.Seed}, {Plan.Count} steps");
        try
        {
            await RunAsync(journal);
        }
        catch (Exception error)
        {
            journal.Write($"The run was aborted: {error.Message}");
            throw new InvalidOperationException($"The run was aborted (seed {Settings.Seed}):\n{journal.Text}", error);
        }
    }

    public Task DisposeAsync()
    {
        journal.Dispose();
        return Task.CompletedTask;
    }

    internal abstract IReadOnlyList<Step> Draw();

    /// <summary>Starts the engines and lives with them.</summary>
    internal abstract Task RunAsync(Journal journal);

    /// <summary>
    /// Starts the processes, lets everybody send and answer while the schedule is done, and reads it all.
    /// </summary>
    internal async Task LiveAsync(
        Cluster cluster, IReadOnlyList<Uri> brokers, Func<Population, Injector> inject, Func<Task>? first = null)
    {
        try
        {
            await cluster.StartAsync();
            await using var people = await Population.SettleAsync(cluster, journal, Settings, brokers);
            journal.Write(
                $"2 api, 2 worker and {cluster.Records.Count} processes for the public record are ready");
            await (first?.Invoke() ?? Task.CompletedTask);
            await LiveAsync(inject(people), people);
        }
        finally
        {
            if (Environment.GetEnvironmentVariable("TAKEDOWN_FAULTS_LOGS") is { Length: > 0 } logs)
                await cluster.KeepLogsAsync(logs);
        }
    }

    private async Task LiveAsync(Injector injector, Population people)
    {
        using var noMore = new CancellationTokenSource();
        using var end = new CancellationTokenSource();
        var sending = Task.WhenAll(
            people.Senders.Select(c => c.SendAsync(noMore.Token)).Append(people.Bureau.WorkAsync(noMore.Token))
                .Append(people.Archivist?.StoreAsync(noMore.Token) ?? Task.CompletedTask)
                .Append(people.Quarrels?.SendAsync(noMore.Token) ?? Task.CompletedTask)
                .Append(people.Sequels?.SendAsync(noMore.Token) ?? Task.CompletedTask));
        var living = Task.WhenAll(people.Platforms.Select(p => p.LiveAsync(end.Token))
            .Concat(people.AllClaimants.Select(c => c.Feed.ApplyAsync(end.Token)))
            .Append(people.Quarrels?.LiveAsync(end.Token) ?? Task.CompletedTask)
            .Append(people.Sequels?.LiveAsync(end.Token) ?? Task.CompletedTask)
            .Append(AnswerActionsAsync(people, end.Token)));

        await injector.RunAsync(Plan);
        Done = injector.Done;
        await noMore.CancelAsync();
        await sending;
        journal.Write($"recovered; {people.AllClaimants.Sum(c => c.Sent.Count)} batches were answered");
        await RunDryAsync(injector, people);
        foreach (var platform in people.Platforms) await platform.Answers.FinishAsync();
        await (people.Quarrels?.SettleAsync() ?? Task.CompletedTask);
        await injector.AdvanceAsync(Injector.Jump);
        await end.CancelAsync();
        await living;

        foreach (var platform in people.Platforms)
        {
            await platform.FinishAsync();
            await platform.Answers.AnswerLateAsync();
        }
        if (people.Quarrels is { } quarrels)
        {
            await quarrels.FinishAsync();
            await quarrels.RestoreAsync();
        }
        await (people.Sequels?.FinishAsync() ?? Task.CompletedTask);
        // Account actions are due after three working days.
        await injector.AdvanceAsync(TimeSpan.FromDays(10));
        var clock = await injector.AdvanceAsync(TimeSpan.Zero);
        await people.Bureau.FileAsync(clock.Now);
        Observations = await new Collector(people, journal, clock.Now).GatherAsync() with { Steps = injector.Steps };
        journal.Write($"{Observations.Notices.Count} notices, {Observations.Said.Count} responses, "
            + $"{Observations.Escalations.Count} escalations, {Observations.Bureau.Cases.Count} cases with "
            + $"{Observations.Bureau.Acts.Count} acts; {Observations.Record.Count} notices are public, "
            + $"{Observations.Files.Count} files are stored; {Observations.Quarrels?.Notices.Count ?? 0} quarrels with "
            + $"{Observations.Quarrels?.Acts.Count ?? 0} acts; {Observations.Sequels?.Notices.Count ?? 0} notices in "
            + $"sequels with {Observations.Sequels?.Acts.Count ?? 0} acts, {Observations.Sequels?.Appeals.Count ?? 0} "
            + $"appeals and {Observations.Sequels?.Accounts.Count ?? 0} accounts");
    }

    /// <summary>
    /// Waits until nothing is undelivered; the clock is advanced for deliveries that are paused after failures.
    /// </summary>
    private async Task RunDryAsync(Injector injector, Population people)
    {
        for (var i = 0; i < Retries; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(started) < Drain)
            {
                var waiting = await people.Operator.CallAsync(
                    api => api.Claimant.ListNoticesAsync(NoticeState.Accepted, limit: 1));
                if (waiting.Items.Count == 0)
                {
                    journal.Write("everything accepted is delivered");
                    return;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            }
            await LogWaitingAsync(people);
            await injector.AdvanceAsync(Retry);
        }
        // The guarantees will report what is still missing.
        journal.Write("something accepted was never delivered");
    }

    private async Task LogWaitingAsync(Population people)
    {
        var waiting = await people.Operator.CallAsync(
            api => api.Claimant.ListNoticesAsync(NoticeState.Accepted, limit: 1000));
        foreach (var (why, count) in waiting.Items.CountBy(
            n => (Name: people.Platforms.FirstOrDefault(p => p.Id == n.PlatformId)?.Name ?? "a quarrel or a sequel",
                n.Delivery.Code, n.Delivery.Failures)))
        {
            journal.Write($"  {count} wait for {why.Name}: {why.Code ?? "not tried"}, {why.Failures} failures");
        }
    }

    private static async Task AnswerActionsAsync(Population people, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var platform in people.Platforms) await AnswerEverySecondActionAsync(platform);
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task AnswerEverySecondActionAsync(Platform platform)
    {
        var responses = (await Collector.AccountActionsAsync(platform))
            .Where(a => a.Status is AccountActionStatus.Requested && a.Seq % 2 == 0)
            .Select(a => new AccountResponseInput { Id = a.Id, Response = ResponseKind.ActionTaken }).ToList();
        if (responses.Count > 0)
            await platform.Caller.CallAsync(api => api.Platform.RespondToAccountActionsAsync(responses));
    }
}
