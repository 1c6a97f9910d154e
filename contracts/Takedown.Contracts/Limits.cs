namespace Takedown.Contracts;

/// <summary>
/// Limits of use. As input, an omitted value means the one below it: of an organisation the server-wide value, of the
/// server the default of the program. As output, all values are present and in force.
/// </summary>
public sealed record LimitSet
{
    /// <summary>
    /// Version of these limits, set by the server and increased by every change; 0 before the first change.
    /// </summary>
    public int Version { get; init; }
    /// <summary>
    /// Requests in progress at the same time by one organisation, 1 to 100,000. Streams, long polls and open uploads
    /// have limits of their own and are not counted here.
    /// </summary>
    public int? RequestsAtOnce { get; init; }
    /// <summary>The same by one key, 1 to 100,000.</summary>
    public int? RequestsAtOncePerKey { get; init; }
    /// <summary>
    /// Requests per minute by one organisation, 1 to 10,000,000. Batches, responses and streams are not counted: the
    /// number of notices and of answers is never a reason to refuse a request.
    /// </summary>
    public int? RequestsPerMinute { get; init; }
    /// <summary>
    /// Open uploads by one organisation, 1 to 100,000: batches and files of evidence whose body is longer than 64 KiB
    /// or of unknown length. A shorter one is an ordinary request.
    /// </summary>
    public int? Uploads { get; init; }
    /// <summary>Open event streams by one organisation, 1 to 100,000.</summary>
    public int? Streams { get; init; }
    /// <summary>Requests with <c>wait</c> in progress by one organisation, 1 to 100,000.</summary>
    public int? LongPolls { get; init; }
    /// <summary>
    /// Failed sign-ins per minute from one network address, 1 to 1,000,000. Beyond it, unknown keys from that address
    /// are refused before they are looked up. Only server-wide.
    /// </summary>
    public int? FailedSignIns { get; init; }
    /// <summary>
    /// Bytes of rejected items stored per organisation and UTC day, 0 to 1,099,511,627,776. Beyond it a rejected item
    /// is stored with its faults, which count too, but without its content; no batch is refused for it.
    /// </summary>
    public long? RefusedBytesPerDay { get; init; }
    /// <summary>
    /// Bytes of evidence stored per organisation in all, 0 to 1,125,899,906,842,624. Beyond it a file is refused.
    /// </summary>
    public long? EvidenceBytes { get; init; }
    /// <summary>
    /// When a claimant loses its tier by itself and gets it back; what is omitted in it is the default. Only
    /// server-wide.
    /// </summary>
    public TierRule? TierRule { get; init; }
    /// <summary>
    /// As output about one organisation: the values that are its own. As input it is ignored.
    /// </summary>
    public IReadOnlyList<string>? Own { get; init; }
    /// <summary>
    /// As output about a claimant that is slowed down: why and since when. Its values here are already lowered. As
    /// input it is ignored.
    /// </summary>
    public Slowdown? Slowdown { get; init; }
}

/// <summary>What an organisation uses now, beside its limits.</summary>
public sealed record UsageView
{
    /// <summary>The limits of the organisation.</summary>
    public required LimitSet Limits { get; init; }
    /// <summary>
    /// Requests in progress of the organisation in the process that answers; each process counts its own. This request
    /// is not counted.
    /// </summary>
    public required long RequestsAtOnce { get; init; }
    /// <summary>The same with the key of this request.</summary>
    public required long RequestsAtOncePerKey { get; init; }
    /// <summary>Requests of the last minute that count, in this process.</summary>
    public required long RequestsPerMinute { get; init; }
    /// <summary>Open uploads in this process.</summary>
    public required long Uploads { get; init; }
    /// <summary>Open event streams in this process.</summary>
    public required long Streams { get; init; }
    /// <summary>Long polls in this process.</summary>
    public required long LongPolls { get; init; }
    /// <summary>Bytes of rejected items stored since midnight UTC, by all processes.</summary>
    public required long RefusedBytesToday { get; init; }
    /// <summary>Bytes of rejected items stored in all.</summary>
    public required long RefusedBytesStored { get; init; }
    /// <summary>Bytes of evidence stored in all.</summary>
    public long EvidenceBytesStored { get; init; }
}
