
namespace Takedown.Contracts;

/// <summary>A person who acted, as the key says.</summary>
public sealed record CaseOfficer
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public required string Name { get; init; }
    /// <summary>The body of the person.</summary>
    public required Guid OrganisationId { get; init; }
}

/// <summary>A document of a case: an order, a decision, an opinion, a proof.</summary>
public sealed record CaseDocument
{
    /// <summary>Number of the document, at most 200 characters.</summary>
    public string? No { get; init; }
    /// <summary>Title of the document, at most 300 characters.</summary>
    public string? Title { get; init; }
    /// <summary>SHA-256 of the document, 64 hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
    /// <summary>Where the document is, at most 2,000 characters.</summary>
    public string? Url { get; init; }
}

/// <summary>A party of a case, online or offline.</summary>
public sealed record CaseParty
{
    /// <summary>
    /// Role in the case: respondent (default), right-holder, operator, agent, witness or another word.
    /// </summary>
    public string? Role { get; init; }
    /// <summary>Name of the party, at most 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Unified social credit code, 18 digits and upper-case letters.</summary>
    public string? Uscc { get; init; }
    /// <summary>Region code of the party.</summary>
    public string? Region { get; init; }
    /// <summary>Address of the party, at most 500 characters.</summary>
    public string? Address { get; init; }
    /// <summary>The platform, where the party is one.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Whether the party is met offline, such as a shop.</summary>
    public bool? Offline { get; init; }
}

/// <summary>A site, app or account that a case is about.</summary>
public sealed record CaseTarget
{
    /// <summary>URL of the target, at most 2,000 characters.</summary>
    public string? Url { get; init; }
    /// <summary>Name of the site, app or account, at most 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Type of the target, such as site or app.</summary>
    public string? Type { get; init; }
    /// <summary>Number of the ICP filing or licence, at most 100 characters.</summary>
    public string? FilingNo { get; init; }
    /// <summary>Place of the server, at most 100 characters.</summary>
    public string? IpPlace { get; init; }
    /// <summary>Whether the server is abroad.</summary>
    public bool? HostedAbroad { get; init; }
    /// <summary>The platform of the target, where registered.</summary>
    public Guid? PlatformId { get; init; }
}

/// <summary>A cluster of cases that are handled together, with a lead unit (集群战役).</summary>
public sealed record CaseCluster
{
    /// <summary>Code of the cluster, at most 60 lower-case letters, digits and dashes.</summary>
    public string? Code { get; init; }
    /// <summary>The lead unit, which reads all cases of the cluster.</summary>
    public Guid? Lead { get; init; }
}

/// <summary>Facts of a case that are compared with the dated thresholds for a transfer to the police.</summary>
public sealed record TransferIndicators
{
    /// <summary>Illegal gains in yuan.</summary>
    public long? IllegalGains { get; init; }
    /// <summary>Illegal turnover in yuan.</summary>
    public long? Turnover { get; init; }
    /// <summary>Number of copies.</summary>
    public long? Copies { get; init; }
    /// <summary>Number of works.</summary>
    public long? Works { get; init; }
    /// <summary>Number of actual clicks.</summary>
    public long? Clicks { get; init; }
    /// <summary>Number of downloads.</summary>
    public long? Downloads { get; init; }
    /// <summary>Number of paying members.</summary>
    public long? Members { get; init; }
}
