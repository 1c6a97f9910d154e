using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A platform: how notices come to it, and how it answers them.</summary>
internal abstract class Platform(string name, Guid id, Caller caller, Answers answers) : IAsyncDisposable
{
    public string Name => name;

    public Guid Id => id;

    public Caller Caller => caller;

    public Answers Answers => answers;

    /// <summary>What it saw by its cursor while everything broke; empty for one that does not read.</summary>
    public virtual IReadOnlyList<InboxItem> Followed => [];

    /// <summary>Everything it was pushed, each time.</summary>
    public virtual IReadOnlyCollection<InboxItem> Pushed => [];

    /// <summary>Receives and answers until told to stop.</summary>
    public virtual Task LiveAsync(CancellationToken stop) => Answers.AnswerAsync(stop);

    /// <summary>Looks at everything that has come, and answers it.</summary>
    public virtual Task FinishAsync() => Answers.FinishAsync();

    /// <summary>Slow for a while, so that pushes to it run out of time although it took them.</summary>
    public virtual bool Slow { get; set; }

    public virtual ValueTask DisposeAsync()
    {
        caller.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Pulls from its inbox.</summary>
internal sealed class InboxPlatform : Platform
{
    private readonly InboxReader reader;

    public InboxPlatform(string name, Guid id, Caller caller, Random random)
        : base(name, id, caller, new Answers(id, random, Saying.OverHttp(caller))) =>
        reader = new(caller, items => Answers.Add(items.Select(i => i.NoticeId)));

    public override IReadOnlyList<InboxItem> Followed => reader.Seen;

    public override Task LiveAsync(CancellationToken stop) =>
        Task.WhenAll(reader.ApplyAsync(stop), base.LiveAsync(stop));

    public override async Task FinishAsync()
    {
        await reader.ReadToEndAsync();
        await base.FinishAsync();
    }
}
