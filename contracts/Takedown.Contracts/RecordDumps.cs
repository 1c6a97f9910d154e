namespace Takedown.Contracts;

/// <summary>Answer of <c>GET /v1/transparency/dumps</c>: the dumps that are kept, newest first.</summary>
public sealed record DumpList
{
    /// <summary>The dumps.</summary>
    public required IReadOnlyList<DumpManifest> Items { get; init; }
}

/// <summary>The whole public record as it was at one time, as files.</summary>
public sealed record DumpManifest
{
    /// <summary>The day, in UTC.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>Until when the public record was complete when the dump began.</summary>
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>When the dump was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Notices in each file.</summary>
    public required long Notices { get; init; }
    /// <summary>The files: the same notices in several formats; none of a dump that was withdrawn.</summary>
    public required IReadOnlyList<DumpFile> Files { get; init; }
    /// <summary>Absent while its files are given.</summary>
    public DumpWithdrawal? Withdrawn { get; init; }
    /// <summary>
    /// The withdrawal of an earlier dump of the same day, in whose place this one was made. Delete copies of that one.
    /// </summary>
    public DumpWithdrawal? Replaces { get; init; }
}

/// <summary>
/// Why the files of a dump are no longer given: something in them was taken from the public. Delete copies of it.
/// </summary>
public sealed record DumpWithdrawal
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The grounds of the decisions.</summary>
    public required IReadOnlyList<RecordGround> Grounds { get; init; }
}

/// <summary>A file of a dump.</summary>
public sealed record DumpFile
{
    /// <summary>Its name, below <c>/v1/transparency/dumps/{day}/</c>.</summary>
    public required string Name { get; init; }
    /// <summary>Its media type.</summary>
    public required string MediaType { get; init; }
    /// <summary>Its length in bytes.</summary>
    public required long Bytes { get; init; }
    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
