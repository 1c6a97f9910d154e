namespace Takedown.Contracts;

/// <summary>A transfer to the police to prepare.</summary>
public sealed record TransferInput
{
    /// <summary>The police body. Default: the nearest of the same level or above.</summary>
    public Guid? To { get; init; }
    /// <summary>Why a crime is suspected, at most 2,000 characters.</summary>
    public string? Basis { get; init; }
    /// <summary>The dossier: transfer letter, report, list of items, opinions; at most 50.</summary>
    public IReadOnlyList<CaseDocument>? Documents { get; init; }
}

/// <summary>An act on a transfer, with what it says.</summary>
public sealed record TransferActInput
{
    /// <summary>The act.</summary>
    public TransferAct? Act { get; init; }
    /// <summary>Reason, required for a refusal.</summary>
    public string? Reason { get; init; }
    /// <summary>Document of the act.</summary>
    public CaseDocument? Document { get; init; }
    /// <summary>Outcome of a feedback, at most 2,000 characters.</summary>
    public string? Outcome { get; init; }
    /// <summary>What only the police read, at most 10,000 characters.</summary>
    public string? Sealed { get; init; }
    /// <summary>Persons against whom compulsory measures were taken.</summary>
    public int? Arrested { get; init; }
}

/// <summary>An act that was done on a transfer.</summary>
public sealed record TransferEntry
{
    /// <summary>What was done.</summary>
    public required TransferAct Act { get; init; }
    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Who did it.</summary>
    public required CaseOfficer By { get; init; }
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }
    /// <summary>The document of it.</summary>
    public CaseDocument? Document { get; init; }
    /// <summary>The outcome.</summary>
    public string? Outcome { get; init; }
    /// <summary>Sealed text, shown to the police only.</summary>
    public string? Sealed { get; init; }
    /// <summary>Number of persons.</summary>
    public int? Arrested { get; init; }
}

/// <summary>A transfer to the police.</summary>
public sealed record TransferView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>State of the transfer.</summary>
    public required TransferState State { get; init; }
    /// <summary>The police body.</summary>
    public Guid? To { get; init; }
    /// <summary>The procuratorate that has the copy.</summary>
    public Guid? Procuratorate { get; init; }
    /// <summary>Why a crime is suspected.</summary>
    public string? Basis { get; init; }
    /// <summary>The dossier.</summary>
    public IReadOnlyList<CaseDocument>? Documents { get; init; }
    /// <summary>What was done on it, oldest first.</summary>
    public required IReadOnlyList<TransferEntry> Entries { get; init; }
    /// <summary>Who prepared it.</summary>
    public required CaseOfficer AskedBy { get; init; }
    /// <summary>When it was prepared.</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>When the right holder was told in writing.</summary>
    public DateTimeOffset? RightHolderToldAt { get; init; }
}
