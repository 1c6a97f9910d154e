using Takedown.Contracts;

namespace Takedown.Core.Cases;

/// <summary>Who acts on a transfer.</summary>
public enum TransferActor
{
    /// <summary>The body of the case.</summary>
    Body,
    /// <summary>The head of the body, who did not prepare the transfer.</summary>
    Head,
    /// <summary>The police.</summary>
    Police,
}

/// <summary>The transfer to the police as a table.</summary>
public static class TransferRules
{
    /// <summary>Who may do an act.</summary>
    public static TransferActor ActorOf(TransferAct act) => act switch
    {
        TransferAct.Approve or TransferAct.Reject => TransferActor.Head,
        TransferAct.Receive or TransferAct.AskSupplement or TransferAct.File or TransferAct.Refuse
            or TransferAct.Feedback => TransferActor.Police,
        _ => TransferActor.Body,
    };

    /// <summary>The state after an act; null where the act is not possible in the state.</summary>
    public static TransferState? After(TransferState state, TransferAct act) => (state, act) switch
    {
        (TransferState.Prepared, TransferAct.Approve) => TransferState.Approved,
        (TransferState.Prepared, TransferAct.Reject) => TransferState.NotApproved,
        (TransferState.Approved, TransferAct.Send) => TransferState.Sent,
        (TransferState.Sent, TransferAct.Receive) => TransferState.Received,
        (TransferState.Sent or TransferState.Received, TransferAct.AskSupplement) => TransferState.Supplement,
        (TransferState.Supplement, TransferAct.SupplementGiven) => TransferState.Received,
        (TransferState.Sent or TransferState.Received or TransferState.Supplement or TransferState.Reconsidering
            or TransferState.Procuratorate, TransferAct.File) => TransferState.Filed,
        (TransferState.Sent or TransferState.Received or TransferState.Supplement, TransferAct.Refuse) =>
            TransferState.Refused,
        (TransferState.Refused, TransferAct.Reconsider) => TransferState.Reconsidering,
        (TransferState.Reconsidering or TransferState.Procuratorate, TransferAct.Refuse) => TransferState.Upheld,
        (TransferState.Refused or TransferState.Upheld, TransferAct.AskProcuratorate) => TransferState.Procuratorate,
        (TransferState.Filed, TransferAct.HandOver) => TransferState.Filed,
        (>= TransferState.Sent and < TransferState.Closed, TransferAct.TellRightHolder or TransferAct.Feedback) =>
            state,
        (>= TransferState.Sent and < TransferState.Closed, TransferAct.Close) => TransferState.Closed,
        _ => null,
    };

    /// <summary>Whether the transfer is still under way.</summary>
    public static bool IsOpen(TransferState state) =>
        state is not (TransferState.NotApproved or TransferState.Closed);
}

/// <summary>Thresholds for a transfer by the day from which they apply; an indication, never a decision.</summary>
public static class TransferThresholds
{
    private static readonly DateOnly Of2025 = new(2025, 4, 26);

    /// <summary>Names of the thresholds that the facts of a case reach under the text of a day.</summary>
    public static IReadOnlyList<string> Reached(TransferIndicators facts, DateOnly day)
    {
        var late = day >= Of2025;
        (string Name, long? Value, long Limit)[] table =
        [
            ("illegal-gains", facts.IllegalGains, 30_000),
            ("turnover", facts.Turnover, 50_000),
            ("copies", facts.Copies, 500),
            ("works", facts.Works, 500),
            ("clicks", facts.Clicks, late ? 100_000 : 50_000),
            ("downloads", facts.Downloads, late ? 10_000 : long.MaxValue),
            ("members", facts.Members, 1_000),
        ];
        List<string> reached = [.. table.Where(t => t.Value >= t.Limit).Select(t => t.Name)];
        // Half of two of the online ones is as good as one.
        if (reached.Count == 0 && table[3..].Count(t => t.Value >= t.Limit / 2) >= 2) reached.Add("half-of-two");
        return reached;
    }
}
