using System.Collections.Concurrent;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A platform: how it receives notices and how it responds to them.</summary>
internal abstract class Platform(string name, Guid id, Caller caller, Answers answers) : IAsyncDisposable
{
    public string Name => name;

    public Guid Id => id;

    public Caller Caller => caller;

    public Answers Answers => answers;

    /// <summary>The items it read by its cursor during the faults; empty for a platform that does not read.</summary>
    public virtual IReadOnlyList<InboxItem> Followed => [];

    /// <summary>Every item pushed to it, including repeated deliveries.</summary>
    public virtual IReadOnlyCollection<InboxItem> Pushed => [];

    /// <summary>Whether the notice has reached it.</summary>
    public abstract bool Has(Guid notice);

    /// <summary>Receives and responds until stopped.</summary>
    public virtual Task LiveAsync(CancellationToken stop) => Answers.AnswerAsync(stop);

    /// <summary>Handles everything received so far.</summary>
    public virtual Task FinishAsync() => Answers.FinishAsync();

    /// <summary>Whether it is slow, so that pushes time out although it has recorded them.</summary>
    public virtual bool Slow { get; set; }

    public virtual ValueTask DisposeAsync()
    {
        caller.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A platform that pulls its inbox.</summary>
internal class InboxPlatform : Platform
{
    private readonly ConcurrentDictionary<Guid, bool> known = new();
    private readonly InboxReader reader;

    public InboxPlatform(string name, Guid id, Caller caller, Random random)
        : base(name, id, caller, new Answers(id, random, Saying.OverHttp(caller))) =>
        reader = new(caller, items =>
        {
            foreach (var item in items) known[item.NoticeId] = true;
            caller.Journal.Deliveries.Mark(caller.Journal.Elapsed);
            Take(items.Select(i => i.NoticeId));
        });

    public override IReadOnlyList<InboxItem> Followed => reader.Seen;

    public override bool Has(Guid notice) => known.ContainsKey(notice);

    /// <summary>Answers these.</summary>
    protected virtual void Take(IEnumerable<Guid> notices) => Answers.Add(notices);

    public override Task LiveAsync(CancellationToken stop) =>
        Task.WhenAll(reader.ApplyAsync(stop), base.LiveAsync(stop));

    public override async Task FinishAsync()
    {
        await reader.ReadToEndAsync();
        await base.FinishAsync();
    }
}

/// <summary>A platform that pulls its inbox and has its answers held, so that it may take them back.</summary>
internal sealed class HoldingPlatform(string name, Guid id, Caller caller, Random random)
    : InboxPlatform(name, id, caller, random)
{
    private readonly Holding holding = new(id, caller, random);

    public IReadOnlyCollection<Held> Held => holding.Held;

    protected override void Take(IEnumerable<Guid> notices) => holding.Add(notices);

    public override Task LiveAsync(CancellationToken stop) =>
        Task.WhenAll(holding.LiveAsync(stop), base.LiveAsync(stop));

    public override async Task FinishAsync()
    {
        await base.FinishAsync();
        await holding.FinishAsync();
    }
}
