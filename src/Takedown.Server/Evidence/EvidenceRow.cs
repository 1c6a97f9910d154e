namespace Takedown.Server.Evidence;

/// <summary>A file that an organisation has shown, and by which notice somebody else may read it.</summary>
internal sealed record EvidenceRow
{
    public const string Columns = "e.organisation_id, e.length, e.media_type, e.stored_at";

    /// <summary>Who has shown the file.</summary>
    public Guid OrganisationId { get; init; }
    public long Length { get; init; }
    public string MediaType { get; init; } = "";
    public DateTimeOffset StoredAt { get; init; }

    /// <summary>The notice that names it; null for one's own.</summary>
    public Guid? NoticeId { get; init; }
}
