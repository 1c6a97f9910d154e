using System.Diagnostics.Metrics;
using Takedown.Contracts;
using Takedown.Server.Observability;

namespace Takedown.Server.HeldActs;

/// <summary>What became of held answers in this process, and what waits in the table.</summary>
internal sealed class HeldMetrics
{
    private readonly Counter<long> answers;

    public HeldMetrics(IMeterFactory meters)
    {
        answers = meters.Create(Exported.Takedown).CreateCounter<long>(
            "takedown.held.answers", "{answer}", "Single held answers that were sent, taken back, or not given.");
    }

    /// <summary>Creates the series with the value 0, because a rate needs a first value.</summary>
    public void ShowZeros()
    {
        foreach (var outcome in new[] { "sent", "undone", "failed" }) Add(outcome, 0);
    }

    public void Undone(long count) => Add("undone", count);

    /// <summary>Counts an act whose end is stored.</summary>
    public void Ended(HeldAct act)
    {
        if (act.Status is HeldStatus.Done) Add("sent", act.ResultList.Count);
        if (act.Status is HeldStatus.NotRun) Add("failed", act.IdList.Count - act.UndoneSet.Count);
    }

    private void Add(string outcome, long count) =>
        answers.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    public static IEnumerable<StoredGauge> Gauges =>
    [
        new("takedown.held.acts", "{act}", "Answers, each to many notices, that have not gone out yet.",
            $"SELECT COUNT(*) FROM held_acts WHERE status < {HeldStatus.Done:D}"),
        new("takedown.held.acts.age", "s", "Age of the oldest of them; none is held for more than five minutes.",
            $"""
            SELECT COALESCE(MAX(CAST(@now AS BIGINT) - created_at), 0) / 1000 FROM held_acts
            WHERE status < {HeldStatus.Done:D}
            """),
    ];
}
