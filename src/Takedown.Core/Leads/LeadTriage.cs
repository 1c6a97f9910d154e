using Takedown.Contracts;

namespace Takedown.Core.Leads;

/// <summary>The body that a lead would go to, seen from the one that decides.</summary>
public enum LeadRecipient
{
    /// <summary>None is named.</summary>
    None,
    /// <summary>It is no body.</summary>
    Unknown,
    /// <summary>The one that decides.</summary>
    Itself,
    /// <summary>One below in the same function.</summary>
    Below,
    /// <summary>Any other.</summary>
    Other,
}

/// <summary>The rules of the triage of leads (S0, S3: 線索的發現、收集、甄別).</summary>
public static class LeadTriage
{
    /// <summary>Working days for the triage; ours, no law gives a number for leads.</summary>
    public const int WorkingDays = 3;

    /// <summary>What forbids a decision in the state of the lead; null if nothing does.</summary>
    public static string? Obstacle(LeadStatus status, bool inCase, TriageDecision decision) => status switch
    {
        LeadStatus.Received => null,
        LeadStatus.Accepted when inCase => "lead.in-case",
        LeadStatus.Accepted when decision is TriageDecision.HandDown or TriageDecision.HandOver => null,
        _ => "lead.decided",
    };

    /// <summary>The faults of a decision.</summary>
    public static IReadOnlyList<Fault> Faults(TriageDecision decision, bool hasReason, LeadRecipient to)
    {
        List<Fault> faults = [];
        if (!hasReason && decision is (TriageDecision.Refuse or TriageDecision.HandOver))
            faults.Add(new("/reason", "field.required"));
        if (CodeOf(decision, to) is { } code) faults.Add(new("/to", code));
        return faults;
    }

    private static string? CodeOf(TriageDecision decision, LeadRecipient to) => (decision, to) switch
    {
        (TriageDecision.Accept or TriageDecision.Refuse, LeadRecipient.None) => null,
        (TriageDecision.Accept or TriageDecision.Refuse, _) => "value.not-allowed",
        (_, LeadRecipient.None) => "field.required",
        (_, LeadRecipient.Unknown) => "body.unknown",
        (_, LeadRecipient.Itself) => "lead.to-self",
        (TriageDecision.HandDown, LeadRecipient.Other) => "lead.not-below",
        _ => null,
    };
}
