using Takedown.Contracts;
using Takedown.Core.Cases;
using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Cases;

/// <summary>The tables of steps, transfers and requests, a case for each cell that the law names.</summary>
public sealed class StepRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private static readonly CaseFacts Bare = new()
    {
        Level = RegionLevel.County, Functions = ["copyright"], Now = Now, HasRecipient = true, HasBasis = true,
    };

    private static readonly CaseFacts Ready =
        Bare with { IsFiled = true, PriorNoticeAt = Now.AddDays(-7) };

    public static TheoryData<StepKind, CaseFacts, string> Cells => new()
    {
        { StepKind.Warning, Bare, "" },
        { StepKind.Warning, Bare with { HasRecipient = false }, "guard.recipient" },
        // Skipping up is allowed: an order without a talk.
        { StepKind.RectificationOrder, Bare, "" },
        { StepKind.RectificationOrder, Bare with { HasBasis = false }, "guard.basis" },
        // Warnings and talks are open to a township; 行政处罚法 24 is about penalties.
        { StepKind.Talk, Bare with { Level = RegionLevel.Township }, "" },
        { StepKind.Filing, Bare with { Level = RegionLevel.Township }, "guard.level" },
        { StepKind.Penalty, Ready with { Level = RegionLevel.Township }, "guard.level" },
        { StepKind.Filing, Ready, "guard.not-filed" },
        { StepKind.PriorNotice, Bare, "guard.filing" },
        { StepKind.Penalty, Bare, "guard.filing guard.prior-notice" },
        { StepKind.Penalty, Bare with { IsFiled = true }, "guard.prior-notice" },
        { StepKind.Penalty, Ready with { PriorNoticeAt = Now.AddDays(-6) }, "guard.statement-period" },
        { StepKind.Penalty, Ready with { PriorNoticeAt = Now, HasStatement = true }, "" },
        { StepKind.Penalty, Ready with { OwesTransfer = true }, "guard.transfer" },
        { StepKind.Penalty, Ready, "" },
        { StepKind.Service, Ready, "guard.penalty" },
        { StepKind.Warning, Bare with { Functions = ["procuratorate"] }, "guard.function" },
        { StepKind.Warning, Bare with { Functions = ["police"] }, "guard.function" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_step_names_the_guards_that_it_lacks(StepKind kind, CaseFacts facts, string codes) =>
        Assert.Equal(codes, string.Join(' ', StepRules.Missing(kind, facts).Select(m => m.Code)));

    [Theory]
    [InlineData(CaseState.Accepted, StepKind.Warning, CaseState.Warned)]
    [InlineData(CaseState.Talked, StepKind.Warning, CaseState.Talked)]
    [InlineData(CaseState.Overdue, StepKind.RectificationOrder, CaseState.Ordered)]
    [InlineData(CaseState.Filed, StepKind.RectificationOrder, CaseState.Filed)]
    [InlineData(CaseState.Overdue, StepKind.Filing, CaseState.Filed)]
    [InlineData(CaseState.Hearing, StepKind.Penalty, CaseState.Decided)]
    [InlineData(CaseState.Decided, StepKind.Service, CaseState.Executing)]
    [InlineData(CaseState.Ordered, StepKind.Obstruction, CaseState.Ordered)]
    public void The_state_after_a_step(CaseState before, StepKind kind, CaseState after) =>
        Assert.Equal(after, StepRules.After(before, kind));

    [Theory]
    [InlineData(TransferState.Prepared, TransferAct.Send, null)]
    [InlineData(TransferState.Prepared, TransferAct.Approve, TransferState.Approved)]
    [InlineData(TransferState.Approved, TransferAct.Send, TransferState.Sent)]
    [InlineData(TransferState.Sent, TransferAct.File, TransferState.Filed)]
    [InlineData(TransferState.Refused, TransferAct.Reconsider, TransferState.Reconsidering)]
    [InlineData(TransferState.Refused, TransferAct.Refuse, null)]
    [InlineData(TransferState.Reconsidering, TransferAct.Refuse, TransferState.Upheld)]
    [InlineData(TransferState.Upheld, TransferAct.AskProcuratorate, TransferState.Procuratorate)]
    [InlineData(TransferState.Closed, TransferAct.Feedback, null)]
    public void The_state_after_an_act_on_a_transfer(TransferState before, TransferAct act, TransferState? after) =>
        Assert.Equal(after, TransferRules.After(before, act));

    [Theory]
    [InlineData(CaseRequestKind.SuspendAccess, false, false, false, "guard.finding")]
    [InlineData(CaseRequestKind.SuspendAccess, true, false, false, "")]
    [InlineData(CaseRequestKind.CancelFiling, true, false, false, "guard.opinion")]
    [InlineData(CaseRequestKind.RevokeLicence, false, true, false, "guard.finding")]
    [InlineData(CaseRequestKind.RevokeLicence, true, true, false, "")]
    [InlineData(CaseRequestKind.ReportAndBlock, false, false, false, "guard.foreign")]
    [InlineData(CaseRequestKind.ReportAndBlock, false, false, true, "")]
    public void A_request_names_the_guards_that_it_lacks(
        CaseRequestKind kind, bool finding, bool opinion, bool foreign, string codes) =>
        Assert.Equal(codes, string.Join(' ', RequestRules.Missing(
            kind, new(RegionLevel.County, finding, opinion, foreign, true)).Select(m => m.Code)));

    [Theory]
    [InlineData("2025-04-25", 60_000, "clicks")]
    [InlineData("2025-04-26", 60_000, "")]
    [InlineData("2025-04-26", 100_000, "clicks")]
    public void The_thresholds_are_those_of_the_day(string day, long clicks, string reached) =>
        Assert.Equal(reached, string.Join(' ', TransferThresholds.Reached(
            new() { Clicks = clicks }, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));
}
