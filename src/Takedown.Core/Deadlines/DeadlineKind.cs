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
}
