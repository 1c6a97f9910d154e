using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Kind of organisation. It determines the operations available to its keys.</summary>
[JsonConverter(typeof(KebabEnumConverter<OrganisationKind>))]
public enum OrganisationKind
{
    /// <summary>A rights holder, agent or association that sends notices.</summary>
    Claimant,
    /// <summary>A service that receives notices and must act.</summary>
    Platform,
    /// <summary>A public body that reads compliance data and receives escalations.</summary>
    Regulator,
    /// <summary>The operator of this installation.</summary>
    Operator,
}

/// <summary>What a key may do. Which scopes exist depends on the kind of organisation.</summary>
[JsonConverter(typeof(KebabEnumConverter<KeyScope>))]
public enum KeyScope
{
    /// <summary>Claimant: submit, supplement and withdraw notices.</summary>
    Send,
    /// <summary>Read what the organisation may see.</summary>
    Read,
    /// <summary>Platform: respond to notices and account actions.</summary>
    Respond,
    /// <summary>Regulator and operator: acts on cases.</summary>
    Decide,
    /// <summary>
    /// Manage people, keys and secrets of the own organisation; for the operator, of every organisation.
    /// </summary>
    Register,
    /// <summary>Operator: policies, calendars, limits and operations.</summary>
    Operate,
}

/// <summary>Role of a person in its organisation. It bounds the scopes of the person's keys.</summary>
[JsonConverter(typeof(KebabEnumConverter<PersonRole>))]
public enum PersonRole
{
    /// <summary>Does the work of the organisation: every scope of its kind but <c>register</c>.</summary>
    Officer,
    /// <summary>The same, and manages people and keys.</summary>
    Head,
    /// <summary>Only reads.</summary>
    Reader,
}

/// <summary>Priority of a claimant's notices. Granted by the operator, never declared in a notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<Tier>))]
public enum Tier
{
    /// <summary>The default.</summary>
    Ordinary,
    /// <summary>Green channel (绿色通道) or trusted flagger (DSA art. 22).</summary>
    Green,
    /// <summary>Urgent notices, for example on live events and pre-warned works.</summary>
    Urgent,
    /// <summary>An order of a court or an authority.</summary>
    Order,
}

/// <summary>State of a notice. The status of its deadlines is separate: <c>sla</c>.</summary>
[JsonConverter(typeof(KebabEnumConverter<NoticeState>))]
public enum NoticeState
{
    /// <summary>Stored durably; not yet delivered to the platform.</summary>
    Accepted,
    /// <summary>Entered the system the platform designated: the legal receipt (电子签名法 art. 11).</summary>
    Delivered,
    /// <summary>The platform confirmed receipt.</summary>
    Acknowledged,
    /// <summary>The platform requested a named element; the act deadline is paused.</summary>
    InformationRequested,
    /// <summary>The platform reported an action that is not yet confirmed.</summary>
    ActionClaimed,
    /// <summary>The measure is confirmed.</summary>
    Removed,
    /// <summary>The platform refused and gave a reason.</summary>
    Rejected,
    /// <summary>The claimant contests the refusal.</summary>
    Disputed,
    /// <summary>The alleged infringer filed a counter-notice.</summary>
    CounterNoticed,
    /// <summary>The counter-notice reached the claimant; the waiting window runs.</summary>
    AwaitingClaimant,
    /// <summary>The claimant proved a suit or complaint; measures remain in place.</summary>
    LitigationHold,
    /// <summary>The measures must end.</summary>
    RestoreDue,
    /// <summary>The measures ended.</summary>
    Reinstated,
    /// <summary>The claimant withdrew the notice.</summary>
    Withdrawn,
    /// <summary>
    /// The act deadline was breached and the notice escalated to a regulator; the platform may still act, late.
    /// </summary>
    Escalated,
    /// <summary>Final.</summary>
    Closed,
    /// <summary>
    /// Lacks a curable element of its regime: not sent, and without effect, until its claimant completes it.
    /// </summary>
    Deficient,
}

/// <summary>Status of a deadline, independent of the state of the notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<SlaStatus>))]
public enum SlaStatus
{
    /// <summary>The deadline has not started or was cancelled.</summary>
    None,
    /// <summary>The deadline is running.</summary>
    Running,
    /// <summary>Met on time.</summary>
    Met,
    /// <summary>The due time passed without an answer.</summary>
    Breached,
    /// <summary>Met after the due time.</summary>
    Late,
    /// <summary>Paused until the claimant answers a request for information.</summary>
    Paused,
}

/// <summary>Kind of response of a platform.</summary>
[JsonConverter(typeof(KebabEnumConverter<ResponseKind>))]
public enum ResponseKind
{
    /// <summary>Receipt is confirmed.</summary>
    Acknowledged,
    /// <summary>A named element is needed before the platform can act.</summary>
    InformationRequested,
    /// <summary>The platform took the named measure.</summary>
    ActionTaken,
    /// <summary>The platform refuses to act, for the named reason.</summary>
    Rejected,
    /// <summary>The platform ended the measure.</summary>
    Restored,
    /// <summary>The platform verified the notice, and <c>finding</c> says what it found. No answer yet.</summary>
    Assessed,
}

/// <summary>Measure of a platform (条例 15, 民法典 1195: delete, block, disconnect, and similar measures).</summary>
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
    /// <summary>Advertising stopped.</summary>
    AdsStopped,
    /// <summary>Content blocked in some regions.</summary>
    GeoBlocked,
    /// <summary>Transactions ended.</summary>
    TransactionEnded,
    /// <summary>Content or listing demoted.</summary>
    Demoted,
    /// <summary>Another measure, which <c>reason.text</c> of the response describes.</summary>
    Other,
    /// <summary>Account on the platform's blacklist until a date; of account actions only.</summary>
    AccountBlacklisted,
}

/// <summary>How a platform receives notices.</summary>
[JsonConverter(typeof(KebabEnumConverter<ConnectorKind>))]
public enum ConnectorKind
{
    /// <summary>The platform pulls from <c>GET /v1/inbox</c>.</summary>
    Inbox,
    /// <summary>The server pushes signed requests (Standard Webhooks).</summary>
    Webhook,
    /// <summary>
    /// The server publishes to the platform's own queue on the broker; see <c>contracts/takedown.asyncapi.json</c>.
    /// </summary>
    Amqp,
}

/// <summary>Outcome of one item of a batch.</summary>
[JsonConverter(typeof(KebabEnumConverter<ItemStatus>))]
public enum ItemStatus
{
    /// <summary>Stored durably; will be delivered to its platform.</summary>
    Accepted,
    /// <summary>The same claimant has an open notice for the same target and work.</summary>
    Duplicate,
    /// <summary>Not stored, for the reasons given.</summary>
    Rejected,
}
