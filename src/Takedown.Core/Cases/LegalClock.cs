using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Cases;

/// <summary>A time limit of the procedure.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Kind">As which deadline it is stored.</param>
/// <param name="Limit">Its length.</param>
/// <param name="Law">Legal basis; P where no law gives the number.</param>
public sealed record LegalClock(string Name, DeadlineKind Kind, TimeLimit Limit, string Law);

/// <summary>The time limits by what they belong to.</summary>
public static class LegalClocks
{
    private const string Default = "P";

    /// <summary>The time limits that a step starts when it takes effect.</summary>
    public static IReadOnlyList<LegalClock> Of(StepKind kind) => kind switch
    {
        StepKind.Warning => [new("answer-warning", DeadlineKind.Reply, Working(3), Default)],
        StepKind.Talk => [new("hold-talk", DeadlineKind.Execute, Working(10), Default)],
        StepKind.RectificationOrder => [new("order", DeadlineKind.Order, Days(15), "行政处罚法 28")],
        StepKind.Filing => [new("decide-penalty", DeadlineKind.Decide, Days(90), "行政处罚法 60")],
        StepKind.PriorNotice =>
        [
            new("statement", DeadlineKind.Reply, Days(7), "著作权行政处罚实施办法 27"),
            new("ask-hearing", DeadlineKind.Triage, Working(5), "行政处罚法 64, 85"),
        ],
        StepKind.Penalty =>
        [
            new("serve-decision", DeadlineKind.Execute, Working(7), "行政处罚法 61, 85"),
            new("pay-fine", DeadlineKind.Order, Days(15), "行政处罚法 67"),
        ],
        _ => [],
    };

    /// <summary>The time limits that a state of a transfer starts, for whoever must act next.</summary>
    public static IReadOnlyList<LegalClock> Of(TransferState state) => state switch
    {
        TransferState.Prepared => [new("head-decides", DeadlineKind.Decide, Days(3), "移送规定 5")],
        TransferState.Approved => [new("send-transfer", DeadlineKind.Execute, Hours(24), "移送规定 5")],
        TransferState.Sent =>
        [
            new("police-receive", DeadlineKind.Triage, Hours(24), "移送规定 7"),
            new("police-decide", DeadlineKind.Reply, Days(3), "移送规定 8"),
        ],
        TransferState.Supplement => [new("supplement", DeadlineKind.Report, Days(3), "公安刑事程序规定 180")],
        TransferState.Refused => [new("ask-reconsideration", DeadlineKind.Filing, Days(3), "移送规定 9")],
        TransferState.Reconsidering => [new("police-reconsider", DeadlineKind.Reply, Days(3), "移送规定 9")],
        TransferState.Upheld => [new("ask-procuratorate", DeadlineKind.Filing, Days(3), "移送规定 9")],
        TransferState.Filed => [new("hand-over", DeadlineKind.Order, Days(3), "移送规定 12")],
        _ => [],
    };

    /// <summary>The time limits of a request once the telecom body accepted it.</summary>
    public static IReadOnlyList<LegalClock> Of(CaseRequestKind kind) =>
    [
        new("execute", DeadlineKind.Execute,
            kind is CaseRequestKind.SuspendAccess or CaseRequestKind.CloseSite or CaseRequestKind.ReportAndBlock
                ? Hours(24) : Working(10), Default),
    ];

    private static TimeLimit Hours(int hours) =>
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(hours) };

    private static TimeLimit Days(int days) => Hours(24 * days);

    private static TimeLimit Working(int days) => new() { Unit = LimitUnit.Working, Days = days };
}
