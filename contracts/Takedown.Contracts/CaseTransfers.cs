using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>State of a transfer to the police.</summary>
[JsonConverter(typeof(KebabEnumConverter<TransferState>))]
public enum TransferState
{
    /// <summary>Prepared; the head decides.</summary>
    Prepared,
    /// <summary>The head did not approve.</summary>
    NotApproved,
    /// <summary>Approved, not yet sent.</summary>
    Approved,
    /// <summary>Sent to the police.</summary>
    Sent,
    /// <summary>Received by the police.</summary>
    Received,
    /// <summary>The police ask for more material.</summary>
    Supplement,
    /// <summary>Filed by the police (立案).</summary>
    Filed,
    /// <summary>The police do not file.</summary>
    Refused,
    /// <summary>Reconsideration was asked for.</summary>
    Reconsidering,
    /// <summary>The refusal was upheld.</summary>
    Upheld,
    /// <summary>The procuratorate was asked to supervise.</summary>
    Procuratorate,
    /// <summary>Ended, with feedback.</summary>
    Closed,
}

/// <summary>An act on a transfer.</summary>
[JsonConverter(typeof(KebabEnumConverter<TransferAct>))]
public enum TransferAct
{
    /// <summary>The head approves.</summary>
    Approve,
    /// <summary>The head does not approve.</summary>
    Reject,
    /// <summary>The body sends it to the police.</summary>
    Send,
    /// <summary>The police sign for it.</summary>
    Receive,
    /// <summary>The police ask for more.</summary>
    AskSupplement,
    /// <summary>The body supplements it.</summary>
    SupplementGiven,
    /// <summary>The police file the case.</summary>
    File,
    /// <summary>The police refuse.</summary>
    Refuse,
    /// <summary>The body asks for reconsideration.</summary>
    Reconsider,
    /// <summary>The body turns to the procuratorate.</summary>
    AskProcuratorate,
    /// <summary>The right holder is told in writing.</summary>
    TellRightHolder,
    /// <summary>Items are handed over after filing.</summary>
    HandOver,
    /// <summary>The police report back.</summary>
    Feedback,
    /// <summary>The transfer is ended.</summary>
    Close,
}
