using Takedown.Client;
using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>An escalation as shown in the view.</summary>
/// <param name="Escalation">The escalation.</param>
/// <param name="Title">Title of the work; null for an account action.</param>
internal sealed record ShownEscalation(EscalationView Escalation, string? Title);

/// <summary>Totals from the server's counters.</summary>
internal sealed record Totals(
    ComplianceOverview? Overview,
    IReadOnlyList<PlatformCompliance> Platforms,
    long Escalations,
    IReadOnlyList<ShownEscalation> Newest,
    double ReceivedPerSecond,
    double AnsweredPerSecond)
{
    public static readonly Totals None = new(null, [], 0, [], 0, 0);
}

/// <summary>Reads the counts for the view over HTTP, as an operator's console would.</summary>
internal sealed class Watcher(TakedownClient operatorClient, Board board, RetryLoop retries, TimeProvider time)
{
    public const int Shown = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);
    private readonly Queue<(long At, long Received, long Answered)> past = new();
    private string? cursor;
    private long escalations;
    private IReadOnlyList<ShownEscalation> newest = [];

    public Task RunAsync(CancellationToken stop) => retries.RunAsync(LookAsync, Pause, stop);

    private async Task LookAsync(CancellationToken stop)
    {
        var overview = await operatorClient.Regulator.GetOverviewAsync(cancellation: stop);
        var platforms = await operatorClient.Regulator.ListPlatformsAsync(limit: 100, cancellation: stop);
        await ReadEscalationsAsync(stop);
        var (received, answered) = Rates(overview);
        board.Totals = new(overview, platforms.Items, escalations, newest, received, answered);
    }

    private async Task ReadEscalationsAsync(CancellationToken stop)
    {
        var fresh = new List<EscalationView>();
        while (true)
        {
            var page = await operatorClient.Regulator.ListEscalationsAsync(
                after: cursor, limit: 1000, cancellation: stop);
            if (page.Items is not { Count: > 0 } items) break;
            fresh.AddRange(items);
            // The last page has no cursor; the id of its last row continues the list once there are new rows.
            cursor = items[^1].Id.ToString();
            if (page.Next is null) break;
        }
        if (fresh.Count == 0) return;
        escalations += fresh.Count;
        var shown = new List<ShownEscalation>();
        foreach (var escalation in fresh.AsEnumerable().Reverse().Take(Shown))
        {
            var notice = escalation.NoticeId is { } id ? await operatorClient.GetNoticeAsync(id, stop) : null;
            shown.Add(new(escalation, notice?.Notice?.Work?.Title));
        }
        newest = [.. shown.Concat(newest).Take(Shown)];
    }

    private (double Received, double Answered) Rates(ComplianceOverview now)
    {
        var answered = now.OnTime + now.Late;
        past.Enqueue((time.GetTimestamp(), now.Received, answered));
        while (past.Count > 2 && time.GetElapsedTime(past.Peek().At) > Window) past.Dequeue();
        var first = past.Peek();
        var seconds = time.GetElapsedTime(first.At).TotalSeconds;
        return seconds < 0.2
            ? (0, 0)
            : ((now.Received - first.Received) / seconds, (answered - first.Answered) / seconds);
    }
}
