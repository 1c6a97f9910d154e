using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Notices;
using Takedown.Server.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;
using static Takedown.Server.Tests.Transparency.Entries;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// Notices and their events, a writer, and projectors that are stopped before each step and may crash there. One thread
/// chooses who goes on, so that a seed is a run. Notices are touched few times, and the writer keeps pace with the
/// projectors: with many later events every mistake would mend itself. Where a step takes time, nobody else goes on
/// meanwhile.
/// </summary>
internal sealed class RecordWorld
{
    private const int Projectors = 3, Events = 240, Behind = 6;
    private readonly Random random;
    private readonly List<(Guid Notice, long Seq)> events = [];
    private readonly Dictionary<Guid, PublicEntry> rows = [];
    private readonly List<TaskCompletionSource> waiting = [];
    private readonly IPublicRecord record;
    private readonly Mistake mistake;
    private TaskCompletionSource idle = new();
    private long moved;
    private bool isOver;

    /// <param name="seed">What it draws from.</param>
    /// <param name="mistake">What its store or its projectors do wrong.</param>
    /// <param name="record">Another store than one in memory, which takes each step as it is told to.</param>
    public RecordWorld(int seed, Mistake mistake, IPublicRecord? record = null)
    {
        random = new(seed);
        this.mistake = mistake;
        this.record = record is null ? new MemoryRecord(StepAsync, mistake) : new SteppedRecord(record, StepAsync);
    }

    public int Crashes { get; private set; }

    /// <summary>Events whose notice was not read again, because its published state had them.</summary>
    public int Spared { get; private set; }

    /// <summary>Counts the notices whose entry is not their present state.</summary>
    public async Task<int> WrongAsync()
    {
        var wrong = 0;
        foreach (var row in rows.Values)
        {
            var stored = await record.FindAsync(row.Id, Now, default);
            if (stored is null || Told(stored) != Told(row)) wrong++;
        }
        return wrong;
    }

    private static (long, NoticeState?) Told(PublicEntry entry) => (entry.Version, (entry as PublicNotice)?.State);

    /// <summary>Runs until all is published.</summary>
    public async Task RunAsync()
    {
        Task[] projectors = [.. Enumerable.Range(0, Projectors).Select(_ => ProjectAsync())];
        while (!isOver)
        {
            if (events.Count < Events && events.Count - moved < Behind && random.Next(3) == 0) Write();
            else await GoOnAsync();
            isOver = events.Count == Events && moved == Events && random.Next(50) == 0;
        }
        while (waiting.Count > 0) await GoOnAsync();
        await Task.WhenAll(projectors);
    }

    /// <summary>An event of a notice that has few, and sometimes its hiding or its return.</summary>
    private void Write()
    {
        var id = random.Next(2) == 0 || rows.Count == 0 ? Notice(events.Count).Id
            : rows.Keys.ElementAt(rows.Count - 1 - random.Next(Math.Min(4, rows.Count)));
        var version = rows.GetValueOrDefault(id)?.Version + 1 ?? 1;
        var shown = Notice(0) with { Id = id, Version = version, State = (NoticeState)(version % 8) };
        rows[id] = version > 1 && random.Next(2) == 0 ? (shown with { Version = version - 1 }).Hidden() : shown;
        events.Add((id, events.Count + 1));
    }

    /// <summary>Lets one of them go on until its next step or its end.</summary>
    private async Task GoOnAsync()
    {
        var next = waiting[random.Next(waiting.Count)];
        waiting.Remove(next);
        idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        next.SetResult();
        await idle.Task;
    }

    private async Task StepAsync()
    {
        var step = new TaskCompletionSource();
        waiting.Add(step);
        idle.TrySetResult();
        await step.Task;
        if (isOver || random.Next(25) != 0) return;
        Crashes++;
        throw new CrashException();
    }

    private async Task ProjectAsync()
    {
        try
        {
            while (!isOver) await ProjectUntilCrashAsync();
        }
        finally
        {
            idle.TrySetResult();
        }
    }

    private async Task ProjectUntilCrashAsync()
    {
        try
        {
            var own = mistake == Mistake.CursorFirst ? new CursorFirstRecord(record) : record;
            var publishing = new Publishing(own, new(AfterAsync, ReadAsync), TimeProvider.System);
            while (!isOver) await publishing.TurnAsync(default);
        }
        catch (CrashException)
        {
            // Another process takes its place.
        }
    }

    private async Task<PublicEvents?> AfterAsync(
        Position after, TurnSize size, Func<Guid, Position, bool> isPublished, CancellationToken cancellation)
    {
        await StepAsync();
        moved = Math.Max(moved, after.Seq);
        List<(Guid Notice, long Seq)> next = [.. events.Skip((int)after.Seq).Take(4)];
        if (next.Count == 0) return null;
        var named = next.Where(e => !isPublished(e.Notice, new(0, e.Seq))).Select(e => e.Notice).ToHashSet();
        Spared += next.Count - named.Count;
        return new(named, new(0, next[^1].Seq), Now);
    }

    private async Task<PublicRead> ReadAsync(IReadOnlyCollection<Guid> notices, CancellationToken cancellation)
    {
        await StepAsync();
        var upTo = events.Count + (mistake == Mistake.ReadAhead ? 3 : 0);
        return new([.. notices.Select(id => rows[id])], new(0, upTo));
    }

    private sealed class CrashException : Exception;
}
