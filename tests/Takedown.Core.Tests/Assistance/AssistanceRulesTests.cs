using Takedown.Contracts;
using Takedown.Core.Assistance;
using static Takedown.Contracts.AssistanceStatus;
using static Takedown.Core.Assistance.AssistanceAct;

namespace Takedown.Core.Tests.Assistance;

/// <summary>E15, B08, B09: every state against every act, and who has filing data.</summary>
[Trait("Id", "E15")]
public sealed class AssistanceRulesTests
{
    [Theory]
    [InlineData(Asked, Accept, null)]
    [InlineData(Asked, Reply, null)]
    [InlineData(Asked, Refuse, null)]
    [InlineData(Asked, Transfer, null)]
    [InlineData(Accepted, Accept, "assistance.accepted")]
    [InlineData(Accepted, Reply, null)]
    [InlineData(Accepted, Refuse, null)]
    [InlineData(Accepted, Transfer, null)]
    [InlineData(Replied, Accept, "assistance.answered")]
    [InlineData(Replied, Reply, "assistance.answered")]
    [InlineData(Replied, Refuse, "assistance.answered")]
    [InlineData(Replied, Transfer, "assistance.answered")]
    [InlineData(Refused, Accept, "assistance.answered")]
    [InlineData(Refused, Reply, "assistance.answered")]
    [InlineData(Refused, Refuse, "assistance.answered")]
    [InlineData(Refused, Transfer, "assistance.answered")]
    public void An_answered_request_is_not_answered_again(AssistanceStatus status, AssistanceAct act, string? code) =>
        Assert.Equal(code, AssistanceRules.Obstacle(status, act));

    [Theory]
    [Trait("Id", "B08")]
    [Trait("Id", "B09")]
    [InlineData(AssistanceKind.IcpFiling, "telecom", true)]
    [InlineData(AssistanceKind.IcpFiling, "industry-it", true)]
    [InlineData(AssistanceKind.IcpFiling, "copyright", false)]
    [InlineData(AssistanceKind.Evidence, "copyright", true)]
    [InlineData(AssistanceKind.Execution, "copyright", true)]
    [InlineData(AssistanceKind.Clue, "police", true)]
    public void Filing_data_is_asked_of_who_has_it(AssistanceKind kind, string function, bool can) =>
        Assert.Equal(can, AssistanceRules.CanAnswer(kind, [function]));
}
