using Takedown.Contracts;
using Takedown.Core.Leads;
using static Takedown.Contracts.LeadStatus;
using static Takedown.Contracts.TriageDecision;
using static Takedown.Core.Leads.LeadRecipient;

namespace Takedown.Core.Tests.Leads;

/// <summary>B16, G06: every state against every decision, and every decision against every recipient.</summary>
[Trait("Id", "B16")]
[Trait("Id", "G06")]
public sealed class LeadTriageTests
{
    [Theory]
    [InlineData(Received, false, Accept, null)]
    [InlineData(Received, false, Refuse, null)]
    [InlineData(Received, false, HandDown, null)]
    [InlineData(Received, false, HandOver, null)]
    [InlineData(Accepted, false, Accept, "lead.decided")]
    [InlineData(Accepted, false, Refuse, "lead.decided")]
    [InlineData(Accepted, false, HandDown, null)]
    [InlineData(Accepted, false, HandOver, null)]
    [InlineData(Accepted, true, Accept, "lead.in-case")]
    [InlineData(Accepted, true, Refuse, "lead.in-case")]
    [InlineData(Accepted, true, HandDown, "lead.in-case")]
    [InlineData(Accepted, true, HandOver, "lead.in-case")]
    [InlineData(Refused, false, Accept, "lead.decided")]
    [InlineData(Refused, false, Refuse, "lead.decided")]
    [InlineData(Refused, false, HandDown, "lead.decided")]
    [InlineData(Refused, false, HandOver, "lead.decided")]
    [InlineData(Closed, false, Accept, "lead.decided")]
    [InlineData(Closed, false, Refuse, "lead.decided")]
    [InlineData(Closed, false, HandDown, "lead.decided")]
    [InlineData(Closed, false, HandOver, "lead.decided")]
    public void A_decided_lead_is_not_decided_again(
        LeadStatus status, bool inCase, TriageDecision decision, string? code) =>
        Assert.Equal(code, LeadTriage.Obstacle(status, inCase, decision));

    [Theory]
    [InlineData(Accept, None, null)]
    [InlineData(Accept, Below, "value.not-allowed")]
    [InlineData(Refuse, None, null)]
    [InlineData(Refuse, Other, "value.not-allowed")]
    [InlineData(HandDown, None, "field.required")]
    [InlineData(HandDown, Unknown, "body.unknown")]
    [InlineData(HandDown, Itself, "lead.to-self")]
    [InlineData(HandDown, Below, null)]
    [InlineData(HandDown, Other, "lead.not-below")]
    [InlineData(HandOver, None, "field.required")]
    [InlineData(HandOver, Unknown, "body.unknown")]
    [InlineData(HandOver, Itself, "lead.to-self")]
    [InlineData(HandOver, Below, null)]
    [InlineData(HandOver, Other, null)]
    public void A_lead_goes_where_the_decision_allows(TriageDecision decision, LeadRecipient to, string? code) =>
        Assert.Equal(code, LeadTriage.Faults(decision, hasReason: true, to).Select(f => f.Code).SingleOrDefault());

    [Theory]
    [InlineData(Accept, None, false)]
    [InlineData(Refuse, None, true)]
    [InlineData(HandDown, Below, false)]
    [InlineData(HandOver, Other, true)]
    public void A_refusal_and_a_hand_over_say_why(TriageDecision decision, LeadRecipient to, bool needed) =>
        Assert.Equal(needed, LeadTriage.Faults(decision, hasReason: false, to).Any(f => f.Pointer == "/reason"));
}
