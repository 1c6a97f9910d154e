using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>How a body takes complaints of the public.</summary>
[JsonConverter(typeof(KebabEnumConverter<ContactChannel>))]
public enum ContactChannel
{
    /// <summary>A telephone number.</summary>
    Phone,
    /// <summary>A postal address.</summary>
    Letter,
    /// <summary>An e-mail address.</summary>
    Mail,
    /// <summary>A WeChat account.</summary>
    Wechat,
    /// <summary>A page on the web.</summary>
    Web,
}

/// <summary>A published complaint contact of a body.</summary>
public sealed record BodyContact
{
    /// <summary>The channel.</summary>
    public ContactChannel? Channel { get; init; }
    /// <summary>
    /// The number, the address, the account or the https URL, 1 to 500 characters without control characters.
    /// </summary>
    public string? Value { get; init; }
}

/// <summary>Body of <c>PUT /v1/bodies/{id}/contacts</c>.</summary>
public sealed record BodyContactsInput
{
    /// <summary>The contacts, at most 20; they replace the published ones.</summary>
    public IReadOnlyList<BodyContact>? Contacts { get; init; }
}

/// <summary>A division inside a body that takes a part of what is routed to it.</summary>
public sealed record BodyUnit
{
    /// <summary>Kebab-case word, at most 60 characters, each once in a body.</summary>
    public string? Code { get; init; }
    /// <summary>Name, at most 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Functions of the body that it takes; without any, all.</summary>
    public IReadOnlyList<string>? Functions { get; init; }
    /// <summary>Service types of platforms that it takes, at most 50; without any, all.</summary>
    public IReadOnlyList<string>? ServiceTypes { get; init; }
    /// <summary>The responsible person, one of the body.</summary>
    public Guid? PersonId { get; init; }
}

/// <summary>Body of <c>PUT /v1/bodies/{id}/units</c>.</summary>
public sealed record BodyUnitsInput
{
    /// <summary>
    /// The units, at most 100; they replace the former ones. The first that takes the function and the service type
    /// has it.
    /// </summary>
    public IReadOnlyList<BodyUnit>? Units { get; init; }
}

/// <summary>A body: a regulator as the public sees it.</summary>
public sealed record BodyView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Region of its seat.</summary>
    public required string Region { get; init; }
    /// <summary><c>national</c>, <c>province</c>, <c>prefecture</c>, <c>county</c> or <c>township</c>.</summary>
    public required string Level { get; init; }
    /// <summary>What it is responsible for: words of <c>GET /v1/functions</c>.</summary>
    public required IReadOnlyList<string> Functions { get; init; }
    /// <summary>The body above it where that is not the one of the region above.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>The regions that it is responsible for in place of its own, if it stands beside the tree.</summary>
    public IReadOnlyList<string>? Covers { get; init; }
    /// <summary>Its complaint contacts.</summary>
    public required IReadOnlyList<BodyContact> Contacts { get; init; }
    /// <summary>Its units; only for itself, the bodies above it and the operator.</summary>
    public IReadOnlyList<BodyUnit>? Units { get; init; }
    /// <summary>The acts on it, such as a move to another parent; only for those who read its units.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
