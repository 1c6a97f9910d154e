namespace Takedown.Contracts;

/// <summary>
/// Restricted data of a case (S3: 住所地址、IP地址、银行账户). For persons of the body of police or copyright that has
/// the case; every read is recorded.
/// </summary>
public sealed record TraceData
{
    /// <summary>Addresses, at most 200 of 1,000 characters.</summary>
    public IReadOnlyList<string>? Addresses { get; set; }
    /// <summary>IP addresses, at most 1,000.</summary>
    public IReadOnlyList<string>? Ips { get; set; }
    /// <summary>Payment accounts, at most 200.</summary>
    public IReadOnlyList<PaymentAccount>? PaymentAccounts { get; set; }
    /// <summary>Domestic actors of a foreign site, at most 200.</summary>
    public IReadOnlyList<DomesticActor>? DomesticActors { get; set; }
}

/// <summary>A payment account.</summary>
public sealed record PaymentAccount
{
    /// <summary>Bank or payment service, at most 300 characters.</summary>
    public string? Provider { get; set; }
    /// <summary>Number or name of the account, at most 300 characters.</summary>
    public string? Account { get; set; }
    /// <summary>The holder, at most 300 characters.</summary>
    public string? Holder { get; set; }
}

/// <summary>Somebody in the country who works for a foreign site.</summary>
public sealed record DomesticActor
{
    /// <summary>Name, at most 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary><c>operator</c>, <c>ads</c>, <c>payment</c>, <c>hosting</c>, …</summary>
    public string? Role { get; set; }
    /// <summary>Unified social credit code (统一社会信用代码), 18 characters.</summary>
    public string? Uscc { get; set; }
    /// <summary>Region of the actor.</summary>
    public string? Region { get; set; }
    /// <summary>More about it, at most 2,000 characters.</summary>
    public string? Note { get; set; }
}

/// <summary>The restricted data of a case with its version.</summary>
public sealed record TraceView
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }
    /// <summary>Version, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The person that acted.</summary>
    public required string Person { get; init; }
    /// <summary>The data.</summary>
    public required TraceData Data { get; init; }
}

/// <summary>One read or write of restricted data.</summary>
public sealed record TraceRead
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary><c>trace-read</c> or <c>trace-written</c>.</summary>
    public required string Act { get; init; }
    /// <summary>The organisation of the person.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public required string Person { get; init; }
}
