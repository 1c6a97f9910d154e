using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>State of an enforcement case.</summary>
[JsonConverter(typeof(KebabEnumConverter<CaseState>))]
public enum CaseState
{
    /// <summary>Opened and not yet acted on.</summary>
    Accepted,
    /// <summary>A warning was given (预警).</summary>
    Warned,
    /// <summary>A talk was held (约谈).</summary>
    Talked,
    /// <summary>An order to correct runs (责令限期整改).</summary>
    Ordered,
    /// <summary>The order was fulfilled in time or late.</summary>
    Corrected,
    /// <summary>The order ran over and waits for a decision.</summary>
    Overdue,
    /// <summary>The case was filed (立案).</summary>
    Filed,
    /// <summary>The facts are investigated.</summary>
    Investigating,
    /// <summary>The party was told of the intended penalty (事先告知).</summary>
    PriorNoticeGiven,
    /// <summary>A hearing was asked for.</summary>
    Hearing,
    /// <summary>The penalty was decided.</summary>
    Decided,
    /// <summary>The decision is carried out.</summary>
    Executing,
    /// <summary>Closed.</summary>
    Closed,
}
