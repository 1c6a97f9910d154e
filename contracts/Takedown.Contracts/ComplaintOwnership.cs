namespace Takedown.Contracts;

/// <summary>Proof of ownership.</summary>
public sealed record ComplaintOwnership
{
    /// <summary>Registration number of the work.</summary>
    public string? RegistrationNo { get; init; }
    /// <summary>Evidence of ownership or of authority.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
}

/// <summary>What the server has recorded about delivery, time limits and answers of a notice.</summary>
public sealed record SilenceCertificate
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>The finding.</summary>
    public required SilenceFinding Finding { get; init; }
    /// <summary>When the notice reached the platform.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
    /// <summary>Whether it was made available because the platform did not take it.</summary>
    public bool MadeAvailable { get; init; }
    /// <summary>Until when the platform had to act.</summary>
    public DateTimeOffset? ActDue { get; init; }
    /// <summary>How that ended.</summary>
    public required SlaStatus Act { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>When this was stated.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The events of the notice.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>A file of a package.</summary>
public sealed record PackageFile
{
    /// <summary>Its name in the zip.</summary>
    public required string Name { get; init; }
    /// <summary>Its length in bytes.</summary>
    public required long Bytes { get; init; }
    /// <summary>SHA-256, 64 hex digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>The manifest of a complaint's zip.</summary>
public sealed record PackageManifest
{
    /// <summary><c>takedown-complaint/1</c>.</summary>
    public required string Format { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The other files.</summary>
    public required IReadOnlyList<PackageFile> Files { get; init; }
}
