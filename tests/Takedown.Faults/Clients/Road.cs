namespace Takedown.Faults.Clients;

/// <summary>How a quarrel about a notice goes, as far as the clock lets it.</summary>
internal enum Road
{
    /// <summary>Removal, counter-notice, the window ends, restored.</summary>
    Restored,
    /// <summary>The same, but the platform does not restore.</summary>
    Kept,
    /// <summary>Removal, counter-notice, a proceeding that is dismissed, restored.</summary>
    Dismissed,
    /// <summary>Removal, counter-notice, a proceeding that upholds the measure.</summary>
    Upheld,
    /// <summary>Removal, and the accused answers itself over a one-time link.</summary>
    OwnWords,
    /// <summary>Refusal, dispute, second refusal.</summary>
    Refused,
    /// <summary>Refusal, dispute, and no second answer.</summary>
    Ignored,
    /// <summary>Refusal, dispute, removal.</summary>
    Overturned,
    /// <summary>Refusal, mediation with a measure, removal.</summary>
    Mediated,
    /// <summary>Refusal, mediation in which the claim is given up.</summary>
    GivenUp,
    /// <summary>Assessed, more time, and no answer.</summary>
    Extended,
    /// <summary>Removal, corrected to a refusal.</summary>
    TakenBack,
    /// <summary>Refusal, corrected to a removal.</summary>
    GivenIn,
    /// <summary>Removal, recall, restored.</summary>
    RecalledRemoved,
    /// <summary>Recall before an answer.</summary>
    RecalledOpen,
    /// <summary>Refusal, recall, which gives the claim up.</summary>
    RecalledRefused,
    /// <summary>Removal; a counter-notice and a withdrawal at one moment.</summary>
    Race,
    /// <summary>A whole domain that a second person confirms; removal.</summary>
    Confirmed,
    /// <summary>A whole domain that is withdrawn instead.</summary>
    Unconfirmed,
}
