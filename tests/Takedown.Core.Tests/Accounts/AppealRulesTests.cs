using Takedown.Contracts;
using Takedown.Core.Accounts;

namespace Takedown.Core.Tests.Accounts;

public sealed class AppealRulesTests
{
    private static readonly DateTimeOffset Taken = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(AccountActionStatus.Done, false, 184, null)]
    [InlineData(AccountActionStatus.Done, false, 185, "account-appeal.too-late")]
    [InlineData(AccountActionStatus.Done, true, 1, "account-appeal.filed")]
    [InlineData(AccountActionStatus.Lifted, true, 1, "account-appeal.filed")]
    [InlineData(AccountActionStatus.Requested, false, 1, "account-appeal.no-measure")]
    [InlineData(AccountActionStatus.Refused, false, 1, "account-appeal.no-measure")]
    [InlineData(AccountActionStatus.Escalated, false, 1, "account-appeal.no-measure")]
    [InlineData(AccountActionStatus.Cancelled, false, 1, "account-appeal.no-measure")]
    public void An_appeal_is_taken_against_a_measure_in_time_and_once(
        AccountActionStatus status, bool isAppealed, int days, string? code) =>
        Assert.Equal(code, AppealRules.FilingFault(status, Taken, isAppealed, Taken.AddDays(days)));

    [Theory]
    [InlineData(false, null, "account-appeal.none")]
    [InlineData(true, null, null)]
    [InlineData(true, AppealOutcome.Upheld, "account-appeal.decided")]
    [InlineData(true, AppealOutcome.Dismissed, "account-appeal.decided")]
    public void An_appeal_is_decided_once(bool isAppealed, AppealOutcome? outcome, string? code) =>
        Assert.Equal(code, AppealRules.DecisionFault(isAppealed, outcome));
}
