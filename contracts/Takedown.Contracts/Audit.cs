using System.Text.Json;

namespace Takedown.Contracts;

/// <summary>
/// An entry of the audit trail: who did what, when and from where. Contacts and secrets are not recorded.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>Position in the trail, from 1, without gaps.</summary>
    public required long Seq { get; init; }
    /// <summary>When the act was recorded, in the transaction that did it.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The act, such as <c>policy.put</c>, <c>key.create</c> or <c>sign-in.failed</c>.</summary>
    public required string Act { get; init; }
    /// <summary>Id or code of the object of the act.</summary>
    public string? Object { get; init; }
    /// <summary>The organisation that acted; null for the server itself and for failed sign-ins.</summary>
    public Guid? OrganisationId { get; init; }
    /// <summary>The person that acted; null if the key belongs to the organisation.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>The key used.</summary>
    public Guid? KeyId { get; init; }
    /// <summary>The network address of the request.</summary>
    public string? Address { get; init; }
    /// <summary>Trace of the request.</summary>
    public string? TraceId { get; init; }
    /// <summary>The object before the act.</summary>
    public JsonElement? Before { get; init; }
    /// <summary>The object after the act, or the details of an act without an object, such as a count.</summary>
    public JsonElement? After { get; init; }
}
