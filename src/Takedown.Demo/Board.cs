using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>An account action as shown in the view.</summary>
internal sealed record AskedAction(string Platform, AccountActionView Action);

/// <summary>The state shown in the view. Written by all participants, read by the view.</summary>
internal sealed class Board
{
    private const int MaxActions = 40;
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, NoticeState> notices = [];
    private readonly SortedDictionary<NoticeState, int> states = [];
    private readonly HashSet<string> batches = new(StringComparer.Ordinal);
    private readonly List<AskedAction> asked = [];
    private readonly Dictionary<AccountActionStatus, int> actions = [];

    public volatile int Sent;
    public volatile string? LastError;

    public long Duplicate { get; private set; }
    public long Refused { get; private set; }
    public int AskedInAll { get; private set; }

    /// <summary>The server's counts, replaced as a whole.</summary>
    public volatile Totals Totals = Totals.None;

    public void Submitted(string key, BatchView batch)
    {
        lock (gate)
        {
            if (!batches.Add(key)) return;
            Duplicate += batch.Duplicate;
            Refused += batch.Rejected;
        }
    }

    public void Saw(Guid noticeId, NoticeState state)
    {
        lock (gate)
        {
            if (notices.TryGetValue(noticeId, out var former)) states[former]--;
            notices[noticeId] = state;
            states[state] = states.GetValueOrDefault(state) + 1;
        }
    }

    public void Asked(string platform, AccountActionView action)
    {
        lock (gate)
        {
            AskedInAll++;
            asked.Insert(0, new(platform, action));
            if (asked.Count > MaxActions) asked.RemoveAt(MaxActions);
        }
    }

    public void Update(Guid actionId, AccountActionStatus status)
    {
        lock (gate)
        {
            actions[status] = actions.GetValueOrDefault(status) + 1;
            var i = asked.FindIndex(a => a.Action.Id == actionId);
            if (i >= 0) asked[i] = asked[i] with { Action = asked[i].Action with { Status = status } };
        }
    }

    /// <summary>The number of notices by state, without empty states.</summary>
    public IReadOnlyList<(NoticeState State, int Count)> States()
    {
        lock (gate) return [.. states.Where(s => s.Value > 0).Select(s => (s.Key, s.Value))];
    }

    public IReadOnlyList<AskedAction> NewestActions(int count)
    {
        lock (gate) return [.. asked.Take(count)];
    }

    public int ActionsThatAre(AccountActionStatus status)
    {
        lock (gate) return actions.GetValueOrDefault(status);
    }
}
