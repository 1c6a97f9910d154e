using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>An act on a file, as stored.</summary>
internal sealed record CustodyRow
{
    public Guid Id { get; init; }
    public byte[] Sha256 { get; init; } = [];
    /// <summary>The organisation that has shown the file which was read.</summary>
    public Guid OwnerId { get; init; }
    public DateTimeOffset At { get; init; }
    public string Act { get; init; } = "";
    public Guid OrganisationId { get; init; }
    public OrganisationKind Kind { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }
    public Guid? NoticeId { get; init; }

    public static CustodyRow Of(
        Caller caller, Guid id, EvidenceHash hash, Guid owner, string act, DateTimeOffset now) => new()
        {
            Id = id,
            Sha256 = hash.Bytes,
            OwnerId = owner,
            At = now,
            Act = act,
            OrganisationId = caller.Id,
            Kind = caller.Kind,
            PersonId = caller.PersonId,
            Person = caller.PersonName,
        };

    /// <summary>The entry as a reader sees it; by which notice only where that is its own.</summary>
    public CustodyEntry View(Caller reader) => new()
    {
        Id = Id,
        At = At,
        Act = Act,
        OrganisationId = OrganisationId,
        Kind = Kind,
        Person = OrganisationId == reader.Id || Custody.SeesAll(reader) ? Person : null,
        NoticeId = OrganisationId == reader.Id || OwnerId == reader.Id || reader.Kind is OrganisationKind.Operator
            ? NoticeId : null,
    };
}

/// <summary>
/// The custody log of evidence: who stored a file and who read it. Who stored it sees its own acts and those of the
/// other side, who reads it its own and when it was stored: neither learns which authority looks at what.
/// </summary>
internal static class Custody
{
    private static readonly Table<CustodyRow> Table = new("evidence_custody",
    [
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("sha256", ColumnType.Bytes, c => c.Sha256),
        new("owner_id", ColumnType.Id, c => c.OwnerId),
        new("at", ColumnType.Instant, c => c.At),
        new("act", ColumnType.Text, c => c.Act),
        new("organisation_id", ColumnType.Id, c => c.OrganisationId),
        new("kind", ColumnType.Number, c => c.Kind),
        new("person_id", ColumnType.Id, c => c.PersonId),
        new("person", ColumnType.Text, c => c.Person),
        new("notice_id", ColumnType.Id, c => c.NoticeId),
    ]);

    private static readonly string Page =
        $"""
        SELECT id, owner_id, at, act, organisation_id, kind, person, notice_id FROM evidence_custody
        WHERE sha256 = @hash AND owner_id = @owner AND id > @after
            AND (@all = 1 OR organisation_id = @reader OR act = 'stored'
                OR (owner_id = @reader AND kind IN ({OrganisationKind.Platform:D}, {OrganisationKind.Claimant:D})))
        ORDER BY id LIMIT @take
        """;

    public static Task AddAsync(Session s, CustodyRow row) => s.InsertAsync(Table, [row]);

    /// <summary>What a reader sees of the log of a file, oldest first.</summary>
    public static Task<IReadOnlyList<CustodyRow>> PageAsync(
        Session s, EvidenceHash hash, Guid owner, Caller reader, Guid after, int take) =>
        s.QueryAsync<CustodyRow>(
            Page, new { hash = hash.Bytes, owner, reader = reader.Id, all = SeesAll(reader) ? 1 : 0, after, take });

    public static bool SeesAll(Caller reader) =>
        reader.Kind is OrganisationKind.Regulator or OrganisationKind.Operator;
}
