using Takedown.Contracts;
using Takedown.Core.Transparency;
using static Takedown.Contracts.RecordDecisionKind;

namespace Takedown.Core.Tests.Transparency;

/// <summary>What becomes of a public notice by what people decide about it.</summary>
public sealed class RecordDecisionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", Hide, true, "nothing was decided")]
    [InlineData("", Show, false, "what is not hidden cannot be shown again")]
    [InlineData("Hide", Hide, false, "it is hidden")]
    [InlineData("Hide", Show, true, "it is hidden")]
    [InlineData("Hide Show", Hide, true, "it was shown again")]
    [InlineData("Hide Show", Show, false, "it was shown again")]
    [InlineData("Hide Redact Reply", Show, true, "what was decided about fields hides and shows nothing")]
    [InlineData("Hide", Correct, true, "a field of a hidden notice may be corrected before it is shown again")]
    public void What_can_be_decided_follows_from_what_was(
        string earlier, RecordDecisionKind kind, bool isPossible, string reason) =>
        Assert.True(RecordDecisionRules.IsPossible(kind, Decisions(earlier)) == isPossible, reason);

    [Theory]
    [InlineData("Hide", "mistake")]
    [InlineData("Hide Show", null)]
    [InlineData("Hide Show Hide", "mistake")]
    [InlineData("Show", null)]
    public void The_last_hiding_counts(string decided, string? hiddenFor) =>
        Assert.Equal(hiddenFor, new ReleaseProfile().With(Decisions(decided)).HiddenFor);

    [Fact]
    public void The_last_correction_counts_and_no_statement_has_the_value_before()
    {
        var profile = new ReleaseProfile().With(
        [
            Of(Correct, "workTitle", "First"), Of(Correct, "registrationNo", "7"), Of(Correct, "workTitle", "Second"),
            new RecordDecision(Reply, Now, OrganisationKind.Operator) { Value = "Said.", Author = ReplyAuthor.Accused },
            Of(Redact, "host", null), Of(Redact, "host", null),
        ]);
        Assert.Equal(("Second", "7"), (profile.WorkTitle, profile.RegistrationNo));
        Assert.Equal(["host"], profile.Withheld);
        Assert.Equal(
            ["correction workTitle", "correction registrationNo", "correction workTitle", "reply Said."],
            profile.Statements.Select(s => $"{s.Kind} {s.Text}"));
        Assert.Equal(["regulator", "regulator", "regulator", "accused"], profile.Statements.Select(s => s.By));
    }

    [Fact]
    public void Only_what_takes_a_notice_away_or_gives_it_back_needs_two_people() =>
        Assert.Equal([Hide, Show], Enum.GetValues<RecordDecisionKind>().Where(RecordDecisionRules.NeedsSecond));

    [Fact]
    public void What_can_be_corrected_can_also_be_left_out() =>
        Assert.Empty(RecordDecisionRules.FieldsOf(Correct).Except(RecordDecisionRules.FieldsOf(Redact)));

    private static List<RecordDecision> Decisions(string kinds) =>
        [.. kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(k => Of(Enum.Parse<RecordDecisionKind>(k), "host", "x"))];

    private static RecordDecision Of(RecordDecisionKind kind, string? field, string? value) =>
        new(kind, Now, OrganisationKind.Regulator)
        {
            Ground = RecordGround.Mistake,
            Field = field,
            Value = value,
            Author = kind is Reply ? ReplyAuthor.Platform : null,
        };
}
