using Takedown.Contracts;
using Takedown.Core.Filings;
using static Takedown.Contracts.FilingStatus;
using static Takedown.Core.Filings.FilingStep;

namespace Takedown.Core.Tests.Filings;

/// <summary>The life of a filing: each status and each step.</summary>
public sealed class FilingRulesTests
{
    private const string Not = "transition.not-allowed", Shut = "filing.locked", NoDraft = "filing.not-draft";
    private const string Open = "filing.not-locked";

    [Theory]
    [InlineData(Draft, Edit, Draft, null)]
    [InlineData(Draft, Check, Checked, null)]
    [InlineData(Draft, Sign, Draft, Not)]
    [InlineData(Draft, Submit, Draft, Not)]
    [InlineData(Draft, Accept, Draft, Not)]
    [InlineData(Draft, Return, Draft, Not)]
    [InlineData(Draft, Correct, Draft, Open)]
    [InlineData(Checked, Edit, Checked, NoDraft)]
    [InlineData(Checked, Check, Checked, Not)]
    [InlineData(Checked, Sign, Signed, null)]
    [InlineData(Checked, Submit, Checked, Not)]
    [InlineData(Checked, Accept, Checked, Not)]
    [InlineData(Checked, Return, Returned, null)]
    [InlineData(Checked, Correct, Checked, Open)]
    [InlineData(Signed, Edit, Signed, NoDraft)]
    [InlineData(Signed, Check, Signed, Not)]
    [InlineData(Signed, Sign, Signed, Not)]
    [InlineData(Signed, Submit, Submitted, null)]
    [InlineData(Signed, Accept, Signed, Not)]
    [InlineData(Signed, Return, Returned, null)]
    [InlineData(Signed, Correct, Signed, Open)]
    [InlineData(Submitted, Edit, Submitted, NoDraft)]
    [InlineData(Submitted, Check, Submitted, Not)]
    [InlineData(Submitted, Sign, Submitted, Not)]
    [InlineData(Submitted, Submit, Submitted, Not)]
    [InlineData(Submitted, Accept, Locked, null)]
    [InlineData(Submitted, Return, Returned, null)]
    [InlineData(Submitted, Correct, Submitted, Open)]
    [InlineData(Returned, Edit, Returned, null)]
    [InlineData(Returned, Check, Checked, null)]
    [InlineData(Returned, Sign, Returned, Not)]
    [InlineData(Returned, Submit, Returned, Not)]
    [InlineData(Returned, Accept, Returned, Not)]
    [InlineData(Returned, Return, Returned, Not)]
    [InlineData(Returned, Correct, Returned, Open)]
    [InlineData(Locked, Edit, Locked, Shut)]
    [InlineData(Locked, Check, Locked, Shut)]
    [InlineData(Locked, Sign, Locked, Shut)]
    [InlineData(Locked, Submit, Locked, Shut)]
    [InlineData(Locked, Accept, Locked, Shut)]
    [InlineData(Locked, Return, Locked, Shut)]
    [InlineData(Locked, Correct, Locked, null)]
    public void A_step_leads_on_or_says_what_forbids_it(
        FilingStatus from, FilingStep step, FilingStatus to, string? code) =>
        Assert.Equal((to, code), FilingRules.Next(from, step));

    [Fact]
    public void Five_lines_report_to_four_addressees()
    {
        Assert.Equal(
            ["copyright", "culture-enforcement", "cyberspace", "telecom", "police"],
            ReportingLine.All.Select(l => l.Function));
        Assert.Equal(4, ReportingLine.All.Select(l => l.Addressee).Distinct().Count());
        Assert.Null(ReportingLine.Find("court"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("123", "***")]
    [InlineData("123456", "******")]
    [InlineData("1234567", "123**67")]
    [InlineData("91530000MA6K12345X", "915*************5X")]
    public void An_identity_number_is_masked(string text, string masked) =>
        Assert.Equal(masked, Masking.Mask(text));
}
