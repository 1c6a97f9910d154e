namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST …/keys</c>. The body may be missing: then the key has every scope that its owner may have, no end
/// and no address list.
/// </summary>
public sealed record KeyInput
{
    /// <summary>
    /// What the key is for, at most 100 characters. An organisation may have two active keys without a name and twenty
    /// with one, a person five.
    /// </summary>
    public string? Name { get; init; }
    /// <summary>
    /// Scopes of the key. Default: all that the kind of organisation and the person's role allow. Nobody gives a key of
    /// its own organisation a scope that its own key does not have.
    /// </summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }
    /// <summary>When the key stops working. Default: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>
    /// Networks from which the key may be used, at most 50, such as <c>203.0.113.0/24</c> or <c>2001:db8::/32</c>.
    /// Default: any.
    /// </summary>
    public IReadOnlyList<string>? Addresses { get; init; }
}

/// <summary>A key, without its secret.</summary>
public sealed record KeyView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What the key is for.</summary>
    public string? Name { get; init; }
    /// <summary>The beginning of the key, to recognise it. Missing for keys made before keys had a checksum.</summary>
    public string? Prefix { get; init; }
    /// <summary>The person of the key; missing for a key of the organisation itself.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>What the key may do now, within the kind of organisation and the person's role.</summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }
    /// <summary>Networks from which the key may be used; missing for any.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }
    /// <summary>When the key was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the key stops working.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>When the key was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>When the key was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
    /// <summary>
    /// The key that made this one as its successor, without the scope <c>register</c>. If another key than a successor
    /// revokes that one, this one is revoked too.
    /// </summary>
    public Guid? RotatedFrom { get; init; }
}

/// <summary>A new key, shown once.</summary>
public sealed record KeyCreated
{
    /// <summary>Id of the key, for <c>DELETE /v1/keys/{id}</c>.</summary>
    public required Guid Id { get; init; }
    /// <summary>
    /// The bearer token: <c>tk_</c>, the kind, <c>_</c>, 64 random hexadecimal digits and 8 of a CRC-32C over what
    /// precedes them. The server keeps only its hash.
    /// </summary>
    public required string Key { get; init; }
    /// <summary>What the key is for.</summary>
    public string? Name { get; init; }
    /// <summary>The beginning of the key, as lists show it.</summary>
    public string? Prefix { get; init; }
    /// <summary>The person of the key; missing for a key of the organisation itself.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>What the key may do.</summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }
    /// <summary>The key that made this one as its successor, without the scope <c>register</c>.</summary>
    public Guid? RotatedFrom { get; init; }
    /// <summary>Networks from which the key may be used; missing for any.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }
    /// <summary>When the key stops working.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
