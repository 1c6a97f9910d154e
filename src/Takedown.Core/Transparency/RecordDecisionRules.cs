using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Core.Transparency;

/// <summary>A decision about a notice of the public record that is in force.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="At">Since when it is in force.</param>
/// <param name="By">Kind of the organisation that decided.</param>
public sealed record RecordDecision(RecordDecisionKind Kind, DateTimeOffset At, OrganisationKind By)
{
    /// <summary>Why; published.</summary>
    public RecordGround? Ground { get; init; }

    /// <summary>The field that is corrected or left out.</summary>
    public string? Field { get; init; }

    /// <summary>The right value of the field, or the text of a reply.</summary>
    public string? Value { get; init; }

    /// <summary>Whose reply it is.</summary>
    public ReplyAuthor? Author { get; init; }
}

/// <summary>What people decide about notices of the public record, and what becomes of a notice by it.</summary>
public static class RecordDecisionRules
{
    private const string WorkTitle = "workTitle", RegistrationNo = "registrationNo";

    /// <summary>Fields that can be corrected: what the notice says about the work.</summary>
    public static readonly IReadOnlyList<string> Correctable = [WorkTitle, RegistrationNo];

    /// <summary>
    /// What takes a notice from the public or gives it back needs two people; the others change one field at once.
    /// </summary>
    public static bool NeedsSecond(RecordDecisionKind kind) =>
        kind is RecordDecisionKind.Hide or RecordDecisionKind.Show;

    /// <summary>Whether something that was public no longer is: also what was wrong before a correction.</summary>
    public static bool TakesAway(RecordDecisionKind kind) =>
        kind is RecordDecisionKind.Hide or RecordDecisionKind.Redact or RecordDecisionKind.Correct;

    /// <summary>The fields that a kind of decision can be about; none for one about the whole notice.</summary>
    public static IReadOnlyList<string> FieldsOf(RecordDecisionKind kind) => kind switch
    {
        RecordDecisionKind.Correct => Correctable,
        RecordDecisionKind.Redact => PublicNotice.Withholdable,
        _ => [],
    };

    /// <summary>Whether it can be decided now: what is hidden is shown again, and only that.</summary>
    public static bool IsPossible(RecordDecisionKind kind, IEnumerable<RecordDecision> earlier) => kind switch
    {
        RecordDecisionKind.Hide => HiddenBy(earlier) is null,
        RecordDecisionKind.Show => HiddenBy(earlier) is not null,
        _ => true,
    };

    /// <summary>The profile of a notice after decisions in the order in which they came into force.</summary>
    public static ReleaseProfile With(this ReleaseProfile profile, IReadOnlyCollection<RecordDecision> decisions) =>
        decisions.Count == 0 ? profile : profile with
        {
            HiddenFor = HiddenBy(decisions)?.Ground?.Word() ?? profile.HiddenFor,
            Withheld =
            [
                .. profile.Withheld.Union(decisions.Where(d => d.Kind is RecordDecisionKind.Redact)
                    .Select(d => d.Field!)),
            ],
            WorkTitle = Corrected(decisions, WorkTitle) ?? profile.WorkTitle,
            RegistrationNo = Corrected(decisions, RegistrationNo) ?? profile.RegistrationNo,
            Statements = [.. profile.Statements, .. decisions.Select(Statement).OfType<PublicStatement>()],
        };

    private static RecordDecision? HiddenBy(IEnumerable<RecordDecision> decisions) =>
        decisions.LastOrDefault(d => NeedsSecond(d.Kind)) is { Kind: RecordDecisionKind.Hide } last ? last : null;

    private static string? Corrected(IEnumerable<RecordDecision> decisions, string field) =>
        decisions.LastOrDefault(d => d.Kind is RecordDecisionKind.Correct && d.Field == field)?.Value;

    /// <summary>A reply with its text; a correction by the name of its field, without the value before.</summary>
    private static PublicStatement? Statement(RecordDecision decision) => decision switch
    {
        { Kind: RecordDecisionKind.Reply, Author: { } author } =>
            new(decision.At, author.Word(), "reply", decision.Value!),
        { Kind: RecordDecisionKind.Correct } =>
            new(decision.At, decision.By.Word(), "correction", decision.Field!),
        _ => null,
    };
}
