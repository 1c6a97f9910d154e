using System.Text.Json;

namespace Takedown.Contracts;

/// <summary>One act on a regulator's object: who did what, and when.</summary>
public sealed record ActView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>What was done, such as <c>opened</c> or <c>step-taken</c>.</summary>
    public required string Act { get; init; }
    /// <summary>The organisation that did it; missing for the server itself, such as an order that ran over.</summary>
    public Guid? OrganisationId { get; init; }
    /// <summary>Name of the organisation.</summary>
    public string? OrganisationName { get; init; }
    /// <summary>The person that did it.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public string? Person { get; init; }
    /// <summary>What the act says, by its kind.</summary>
    public JsonElement? Details { get; init; }
}
