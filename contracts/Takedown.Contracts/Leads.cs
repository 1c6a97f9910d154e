using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Where a lead comes from (S0: 上级移交和自行搜集到的案件线索).</summary>
[JsonConverter(typeof(KebabEnumConverter<LeadSource>))]
public enum LeadSource
{
    /// <summary>A complaint or report of somebody, by a channel.</summary>
    Complaint,
    /// <summary>Found on patrol.</summary>
    Patrol,
    /// <summary>Handed down by a body above.</summary>
    HandedDown,
    /// <summary>Reported by a platform (国办发〔2015〕77号: 违法犯罪线索报告).</summary>
    Platform,
    /// <summary>The public form, without an account.</summary>
    Tip,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How a complaint arrived (S0: 举报电话、信函、电子信箱、微信等).</summary>
[JsonConverter(typeof(KebabEnumConverter<LeadChannel>))]
public enum LeadChannel
{
    /// <summary>Telephone.</summary>
    Phone,
    /// <summary>Letter.</summary>
    Letter,
    /// <summary>E-mail.</summary>
    Mail,
    /// <summary>WeChat.</summary>
    Wechat,
    /// <summary>Interface of a platform.</summary>
    Platform,
    /// <summary>Web form.</summary>
    Web,
    /// <summary>The reporting office of the cyberspace administration (网信举报).</summary>
    Cyberspace,
    /// <summary>A consumer's complaint about an online purchase (消费投诉).</summary>
    Consumer,
}

/// <summary>State of a lead.</summary>
[JsonConverter(typeof(KebabEnumConverter<LeadStatus>))]
public enum LeadStatus
{
    /// <summary>Waits for the triage of its body.</summary>
    Received,
    /// <summary>Accepted (受理).</summary>
    Accepted,
    /// <summary>Refused with a reason (不予受理).</summary>
    Refused,
    /// <summary>Settled (办结).</summary>
    Closed,
}

/// <summary>What a body decides about a lead.</summary>
[JsonConverter(typeof(KebabEnumConverter<TriageDecision>))]
public enum TriageDecision
{
    /// <summary>Accept it.</summary>
    Accept,
    /// <summary>Refuse it; needs a reason.</summary>
    Refuse,
    /// <summary>Hand it down to a body below, which then answers for it.</summary>
    HandDown,
    /// <summary>Hand it over to any other body; needs a reason.</summary>
    HandOver,
}

/// <summary>Somebody suspected of the infringement.</summary>
public sealed record LeadParty
{
    /// <summary>Name of the person or company, at most 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Such as <c>operator</c>, <c>uploader</c>, <c>seller</c>; at most 60 characters.</summary>
    public string? Role { get; init; }
    /// <summary>Unified social credit code, 18 characters.</summary>
    public string? Uscc { get; init; }
    /// <summary>Address, at most 500 characters.</summary>
    public string? Address { get; init; }
}

/// <summary>A lead as entered by a regulator, or a clue report of a platform.</summary>
public sealed record LeadInput
{
    /// <summary>Where it comes from. A platform's is <c>platform</c>.</summary>
    public LeadSource? Source { get; init; }
    /// <summary>How a complaint arrived; required with <c>complaint</c>.</summary>
    public LeadChannel? Channel { get; init; }
    /// <summary>Where the infringement is: URLs, accounts, shops, venues; at most 100.</summary>
    public IReadOnlyList<Target>? Targets { get; init; }
    /// <summary>The platform, if it is registered. Default: by the host of the first target.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Suspected parties; at most 20.</summary>
    public IReadOnlyList<LeadParty>? Parties { get; init; }
    /// <summary>The work concerned.</summary>
    public Work? Work { get; init; }
    /// <summary><c>copyright</c> (default), <c>trademark</c>, <c>patent</c>, …</summary>
    public string? IpType { get; init; }
    /// <summary>Kind of infringement, at most 200 characters.</summary>
    public string? Infringement { get; init; }
    /// <summary>The facts, at most 5,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>Evidence, identified by hash; at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>
    /// Who complained and how to reach them, at most 500 characters. Stored encrypted; shown to the people of the
    /// responsible body only.
    /// </summary>
    public string? Contact { get; init; }
    /// <summary>Region of the facts where no platform gives one.</summary>
    public string? Region { get; init; }
    /// <summary>Function of the body; default by the type of right, of a regulator its own.</summary>
    public string? Function { get; init; }
    /// <summary>Language of the text, at most 35 characters, such as <c>zh-CN</c>.</summary>
    public string? Language { get; init; }
    /// <summary>Whether it reaches beyond the country; default: computed from the platform.</summary>
    public bool? CrossBorder { get; init; }
    /// <summary>When it was received elsewhere, not in the future. Default: now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
    /// <summary>When the infringement was seen, not in the future.</summary>
    public DateTimeOffset? FoundAt { get; init; }
}
