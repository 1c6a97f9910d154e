using Takedown.Contracts;
using Takedown.Core.Publications;

namespace Takedown.Core.Tests.Publications;

public sealed class PublicationRulesTests
{
    /// <summary>Every cell: the status after each act, in the order of <see cref="PublicationAct"/>.</summary>
    [Theory]
    [InlineData(PublicationStatus.Proposed, "approved refused - - proposed")]
    [InlineData(PublicationStatus.Refused, "- - - - -")]
    [InlineData(PublicationStatus.Approved, "- - withdrawn approved approved")]
    [InlineData(PublicationStatus.Withdrawn, "- - - - -")]
    public void An_act_is_possible_or_not(PublicationStatus status, string after) =>
        Assert.Equal(after, string.Join(' ', Enum.GetValues<PublicationAct>().Select(
            act => PublicationRules.After(status, act)?.ToString().ToLowerInvariant() ?? "-")));

    [Theory]
    [InlineData(PublicationStatus.Approved, "2026-11-20", true)]
    [InlineData(PublicationStatus.Approved, "2026-11-21", true)]
    [InlineData(PublicationStatus.Approved, "2026-11-22", false)]
    [InlineData(PublicationStatus.Proposed, "2026-11-20", false)]
    [InlineData(PublicationStatus.Withdrawn, "2026-11-20", false)]
    public void What_is_approved_is_public_from_its_day_on(PublicationStatus status, string day, bool isPublic) =>
        Assert.Equal(isPublic, PublicationRules.IsPublic(
            status, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            new DateOnly(2026, 11, 21)));
}
