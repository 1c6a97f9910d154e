using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What an organisation is here for; decides which routes its keys may call.</summary>
[JsonConverter(typeof(KebabEnumConverter<OrganisationKind>))]
public enum OrganisationKind
{
    /// <summary>A rights holder, an agent or an association that sends notices.</summary>
    Claimant,
    /// <summary>A service that receives notices and must act.</summary>
    Platform,
    /// <summary>A public body that reads compliance and takes escalations.</summary>
    Regulator,
    /// <summary>Who runs this installation.</summary>
    Operator,
}

/// <summary>Priority of a claimant's notices. Granted by the operator, never declared in a notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<Tier>))]
public enum Tier
{
    /// <summary>The default.</summary>
    Ordinary,
    /// <summary>Green channel (绿色通道) or trusted flagger (DSA art. 22).</summary>
    Green,
    /// <summary>Urgent lane, for example live events and pre-warned works.</summary>
    Urgent,
    /// <summary>An order of a court or an authority.</summary>
    Order,
}

/// <summary>Where a notice stands. Whether it is on time is <see cref="SlaStatus"/>, kept apart.</summary>
[JsonConverter(typeof(KebabEnumConverter<NoticeState>))]
public enum NoticeState
{
    /// <summary>Durably stored and on its way to the platform.</summary>
    Accepted,
    /// <summary>Entered the system the platform designated: the legal receipt (电子签名法 art. 11).</summary>
    Delivered,
    /// <summary>The platform confirmed it has the notice.</summary>
    Acknowledged,
    /// <summary>The platform asked for a named element; the act clock rests.</summary>
    InformationRequested,
    /// <summary>The platform says it acted and a probe has yet to confirm it.</summary>
    ActionClaimed,
    /// <summary>The measure is confirmed.</summary>
    Removed,
    /// <summary>The platform refused, with a reason.</summary>
    Rejected,
    /// <summary>The claimant contests the refusal.</summary>
    Disputed,
    /// <summary>The accused filed a counter-notice.</summary>
    CounterNoticed,
    /// <summary>The counter-notice reached the claimant; the waiting window runs.</summary>
    AwaitingClaimant,
    /// <summary>Proof of a suit or complaint was given; measures stay.</summary>
    LitigationHold,
    /// <summary>The measures must end.</summary>
    RestoreDue,
    /// <summary>The measures ended.</summary>
    Reinstated,
    /// <summary>The claimant took the notice back.</summary>
    Withdrawn,
    /// <summary>The act deadline was breached and the notice lies before a regulator; the platform may still act, late.</summary>
    Escalated,
    /// <summary>Final.</summary>
    Closed,
}

/// <summary>Standing of a clock, independent of the notice's state.</summary>
[JsonConverter(typeof(KebabEnumConverter<SlaStatus>))]
public enum SlaStatus
{
    /// <summary>No clock has started, or it was called off.</summary>
    None,
    /// <summary>The clock runs.</summary>
    Running,
    /// <summary>Done on time.</summary>
    Met,
    /// <summary>The due time passed and nothing was done.</summary>
    Breached,
    /// <summary>Done, after the breach.</summary>
    Late,
    /// <summary>Resting while the claimant answers a question.</summary>
    Paused,
}

/// <summary>What a platform says about a notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<ResponseKind>))]
public enum ResponseKind
{
    /// <summary>We have it.</summary>
    Acknowledged,
    /// <summary>We need a named element before we can act.</summary>
    InformationRequested,
    /// <summary>We acted; the measure says how.</summary>
    ActionTaken,
    /// <summary>We will not act; the reason says why.</summary>
    Rejected,
    /// <summary>We ended the measure.</summary>
    Restored,
}

/// <summary>What a platform did (条例 15, 民法典 1195: delete, block, disconnect, and their kin).</summary>
[JsonConverter(typeof(KebabEnumConverter<Measure>))]
public enum Measure
{
    /// <summary>Content deleted.</summary>
    Removed,
    /// <summary>Content blocked or hidden.</summary>
    Blocked,
    /// <summary>Link or search entry disconnected.</summary>
    LinkDisconnected,
    /// <summary>Listing, app or token taken off sale.</summary>
    Delisted,
    /// <summary>Network access ended.</summary>
    AccessStopped,
    /// <summary>Account warned.</summary>
    AccountWarned,
    /// <summary>Account functions limited.</summary>
    AccountLimited,
    /// <summary>Account suspended.</summary>
    AccountSuspended,
    /// <summary>Account closed.</summary>
    AccountClosed,
}

/// <summary>How a platform receives notices.</summary>
[JsonConverter(typeof(KebabEnumConverter<ConnectorKind>))]
public enum ConnectorKind
{
    /// <summary>The platform pulls from <c>GET /v1/inbox</c>.</summary>
    Inbox,
    /// <summary>We push signed requests (Standard Webhooks).</summary>
    Webhook,
    /// <summary>Its own queue on the broker; described in <c>contracts/takedown.asyncapi.json</c>.</summary>
    Amqp,
}

/// <summary>Outcome of one item of a batch.</summary>
[JsonConverter(typeof(KebabEnumConverter<ItemStatus>))]
public enum ItemStatus
{
    /// <summary>Stored durably; it will reach its platform.</summary>
    Accepted,
    /// <summary>The same claimant has an open notice for the same target and work.</summary>
    Duplicate,
    /// <summary>Not taken, for the reasons given.</summary>
    Rejected,
}
