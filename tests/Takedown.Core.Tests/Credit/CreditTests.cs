using Takedown.Contracts;
using Takedown.Core.Credit;
using Takedown.Core.Information;

namespace Takedown.Core.Tests.Credit;

public sealed class CreditTests
{
    [Theory]
    [InlineData("91350100M000100Y43", true, "the example of GB 32100")]
    [InlineData("91350100M000100Y44", false, "another check character")]
    [InlineData("91350100m000100Y43", false, "lower case")]
    [InlineData("91350100M000100Y4", false, "17 characters")]
    [InlineData("91350100I000100Y43", false, "I is not used")]
    [InlineData(null, false, "nothing")]
    public void A_code_has_its_check_character(string? code, bool valid, string why) =>
        Assert.True(valid == CreditCode.IsValid(code), why);

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, false, CreditGrade.A, "nothing")]
    [InlineData(0, 0, 0, 1, 0, 0, false, CreditGrade.B, "a late answer")]
    [InlineData(0, 0, 1, 0, 1, 0, false, CreditGrade.B, "an open breach and an overdue self-inspection")]
    [InlineData(0, 0, 0, 0, 0, 1, false, CreditGrade.C, "an unanswered request")]
    [InlineData(1, 0, 0, 0, 0, 0, false, CreditGrade.C, "a penalty")]
    [InlineData(0, 3, 0, 0, 0, 0, false, CreditGrade.C, "nine points")]
    [InlineData(1, 2, 0, 0, 0, 0, false, CreditGrade.D, "ten points")]
    [InlineData(0, 0, 0, 0, 0, 0, true, CreditGrade.E, "the blacklist, whatever else")]
    [InlineData(9, 9, 9, 9, 9, 9, true, CreditGrade.E, "the blacklist and everything")]
    public void A_grade_follows_from_its_counters(
        long penalties, long exposures, long open, long late, long inspections, long unanswered, bool listed,
        CreditGrade grade, string why) => Assert.True(grade == CreditGrades.Of(new()
        {
            Penalties = penalties,
            Exposures = exposures,
            Escalations = 1000,
            OpenEscalations = open,
            LateAnswers = late,
            OverdueSelfInspections = inspections,
            UnansweredRequests = unanswered,
            Blacklisted = listed,
        }), why);

    [Theory]
    [InlineData(0, 0, 0, 0, null, "nothing is settled")]
    [InlineData(4, 0, 0, 0, 1.0, "all in time")]
    [InlineData(0, 2, 0, 0, 0.5, "all late")]
    [InlineData(1, 1, 1, 1, 0.375, "one of each")]
    [InlineData(0, 0, 1, 0, 0.0, "a refusal")]
    public void Cooperation_is_scored(long onTime, long late, long refused, long overdue, double? score, string why) =>
        Assert.True(score == Cooperation.Score(onTime, late, refused, overdue), why);
}
