using System.Collections.Concurrent;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// A platform with its own queue on the broker. It acknowledges a message once it has recorded the notice, and
/// publishes a response again until its results arrive.
/// </summary>
internal sealed class AmqpPlatform : Platform
{
    private readonly ConcurrentQueue<InboxItem> pushed;
    private readonly ConcurrentDictionary<Guid, bool> known;
    private readonly QueueClient side;

    private AmqpPlatform(
        string name, Guid id, Caller caller, Answers answers, ConcurrentQueue<InboxItem> pushed,
        ConcurrentDictionary<Guid, bool> known, QueueClient side)
        : base(name, id, caller, answers) => (this.pushed, this.known, this.side) = (pushed, known, side);

    public override IReadOnlyCollection<InboxItem> Pushed => pushed;

    public override bool Has(Guid notice) => known.ContainsKey(notice);

    public static AmqpPlatform Start(
        string name, Guid id, Caller caller, Random random, IReadOnlyList<Uri> brokers, string queue,
        Action<string> log)
    {
        var kept = new ConcurrentQueue<InboxItem>();
        var seen = new ConcurrentDictionary<Guid, bool>();
        Answers? answers = null;
        var own = new QueueClient(brokers, queue, body =>
        {
            var item = JsonSerializer.Deserialize(body.Span, TakedownJson.Default.InboxItem)!;
            kept.Enqueue(item);
            if (seen.TryAdd(item.NoticeId, true)) answers!.Add([item.NoticeId]);
        }, log);
        answers = new Answers(id, random, own.SayAsync);
        own.Start();
        return new(name, id, caller, answers, kept, seen, own);
    }

    public override async Task FinishAsync()
    {
        await side.EmptyAsync();
        await base.FinishAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await side.DisposeAsync();
        await base.DisposeAsync();
    }
}
