using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Core.Deadlines;

/// <summary>Every deadline of the product. The numbers are stored: add at the end only.</summary>
[JsonConverter(typeof(KebabEnumConverter<DeadlineKind>))]
public enum DeadlineKind
{
    /// <summary>The platform confirms receipt of a notice.</summary>
    Acknowledge,
    /// <summary>The platform takes a measure or refuses.</summary>
    Act,
    /// <summary>The claimant answers a request for information.</summary>
    AnswerInformation,
    /// <summary>The platform carries out a measure against an account.</summary>
    AccountAction,
    /// <summary>The claimant proves a suit or complaint after a counter-notice.</summary>
    CounterWindow,
    /// <summary>The platform ends its measure.</summary>
    Restore,
    /// <summary>A body or a platform answers what a regulator asked of it.</summary>
    Reply,
    /// <summary>A regulator accepts or refuses a lead, a complaint or a transfer.</summary>
    Triage,
    /// <summary>A party does what an order says.</summary>
    Order,
    /// <summary>A body takes a decision for which the law sets a time limit.</summary>
    Decide,
    /// <summary>A body or a provider carries out what it was asked for.</summary>
    Execute,
    /// <summary>A body reports the outcome to the one that handed the matter over.</summary>
    Feedback,
    /// <summary>A body reports the progress of a supervised case.</summary>
    Report,
    /// <summary>A body files a form, a plan or a summary.</summary>
    Filing,
    /// <summary>A body withdraws a publication whose ground is gone.</summary>
    Retract,
    /// <summary>The platform decides again about a refusal that the claimant disputes.</summary>
    Review,
    /// <summary>The platform decides about a complaint of the accused.</summary>
    Complaint,
    /// <summary>The mediation about a refusal has an outcome.</summary>
    Mediation,
    /// <summary>The platform says whether the material infringes.</summary>
    Assess,
    /// <summary>The claimant completes a deficient notice.</summary>
    Completion,
    /// <summary>The claimant says how its proceeding stands.</summary>
    Proceeding,
    /// <summary>The platform confirms that it knows of a withdrawal.</summary>
    AcknowledgeWithdrawal,
}
