namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST /v1/organisations/{id}/people</c> and <c>PATCH /v1/people/{id}</c>. In a <c>PATCH</c>, <c>null</c>
/// clears <c>title</c> and <c>subject</c>.
/// </summary>
public sealed record PersonInput : PatchInput
{
    /// <summary>Name of the person, at most 200 characters. Required on creation.</summary>
    public string? Name { get; set => field = Given(value, "/name"); }
    /// <summary>Title or office, at most 200 characters.</summary>
    public string? Title { get; set => field = Given(value, "/title"); }
    /// <summary>Role in the organisation. Required on creation.</summary>
    public PersonRole? Role { get; set => field = Given(value, "/role"); }
    /// <summary>
    /// The person's identifier at the sign-in provider (OpenID Connect), at most 255 characters. With it the person may
    /// use the provider's tokens instead of a key, where the operator has configured a provider.
    /// </summary>
    public string? Subject { get; set => field = Given(value, "/subject"); }
}

/// <summary>A person who acts for an organisation.</summary>
public sealed record PersonView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The organisation of the person.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Title or office.</summary>
    public string? Title { get; init; }
    /// <summary>Role in the organisation.</summary>
    public required PersonRole Role { get; init; }
    /// <summary>Identifier at the sign-in provider.</summary>
    public string? Subject { get; init; }
    /// <summary>When the person was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the person was retired. Its keys are revoked; what it did keeps its name.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}

/// <summary>Who the caller is.</summary>
public sealed record MeView
{
    /// <summary>Kind of the organisation.</summary>
    public required OrganisationKind Kind { get; init; }
    /// <summary>The organisation.</summary>
    public required OrganisationView Organisation { get; init; }
    /// <summary>The key of the request.</summary>
    public required KeyView Key { get; init; }
    /// <summary>The person of the key; missing for a key of the organisation itself.</summary>
    public PersonView? Person { get; init; }
    /// <summary>What the caller may do.</summary>
    public required IReadOnlyList<KeyScope> Scopes { get; init; }
    /// <summary>When the key or the token stops working.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
