using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Decisions about notices of the public record, and what they do to the notice.</summary>
internal sealed class RecordDecisionStore(EventStore events)
{
    private const string Columns =
        "id, notice_id, kind, status, by_kind, ground, note, field, original, value, author, organisation_id, "
            + "correction_id, at, proposed_by, proposer, decided_at, decided_by, decider, reason, version";

    private static readonly string InForce =
        $"""
        SELECT {Columns} FROM record_decisions
        WHERE status = {(int)PublicationStatus.Approved} AND notice_id IN 
        """;

    /// <summary>The decisions in force about notices, in the order in which they came into force.</summary>
    public static async Task<ILookup<Guid, RecordDecision>> OfAsync(Session s, IReadOnlyCollection<Guid> notices) =>
        (await s.QueryAsync<RecordDecisionRow>(InForce + s.In("notices"), new { notices = s.Ids(notices) }))
            .OrderBy(d => d.Since).ThenBy(d => d.Id).ToLookup(d => d.NoticeId, d => d.Decision);

    private const string One =
        $"SELECT {Columns} FROM record_decisions WHERE id = @id AND (organisation_id = @me OR @all = 1)";

    /// <summary>A decision of the caller's organisation; the operator reads all.</summary>
    public static Task<RecordDecisionRow?> FindAsync(Session s, Caller reader, Guid id) =>
        s.FirstAsync<RecordDecisionRow>(One, new { id, me = reader.Id, all = AllOf(reader) });

    private static readonly string Pending =
        $"""
        SELECT COUNT(*) FROM record_decisions
        WHERE notice_id = @notice AND kind = @kind AND status = {(int)PublicationStatus.Proposed}
        """;

    /// <summary>Whether the same waits for its approval.</summary>
    public static async Task<bool> IsPendingAsync(Session s, Guid notice, RecordDecisionKind kind) =>
        await s.FirstAsync<long>(Pending, new { notice, kind = (int)kind }) > 0;

    private const string List =
        $"""
        SELECT {Columns} FROM record_decisions
        WHERE id > @after AND (organisation_id = @me OR @all = 1) AND (@status IS NULL OR status = @status)
            AND (@anyNotice = 1 OR notice_id = @notice)
        ORDER BY id LIMIT @take
        """;

    public static Task<IReadOnlyList<RecordDecisionRow>> ListAsync(
        Session s, Caller reader, PublicationStatus? status, Guid? notice, Guid after, int take) =>
        s.QueryAsync<RecordDecisionRow>(List, new
        {
            me = reader.Id, all = AllOf(reader), status = (int?)status, anyNotice = notice is null ? 1 : 0,
            notice = notice ?? Guid.Empty, after, take,
        });

    private const string Raise = "UPDATE notices SET version = version + 1 WHERE id = @id";
    private const string Raised = "SELECT version FROM notices WHERE id = @id";

    /// <summary>
    /// A decision came into force: the notice has another version, and an event says so, which the projector of the
    /// public record follows. The event belongs to no feed.
    /// </summary>
    /// <returns>The version that the notice got.</returns>
    public async Task<long> TakeEffectAsync(Session s, NoticeRow notice, OrganisationKind by, DateTimeOffset now)
    {
        await s.ExecuteAsync(Raise, new { id = notice.Id });
        var version = await s.FirstAsync<long>(Raised, new { id = notice.Id });
        await events.AppendAsync(s,
        [
            new EventRow
            {
                At = now,
                Kind = EventKind.RecordDecided,
                ByKind = by,
                PlatformId = notice.PlatformId,
                Entries = [new EventEntry { Id = notice.Id, State = notice.State }],
            },
        ]);
        return version;
    }

    private static int AllOf(Caller reader) => reader.Kind is OrganisationKind.Operator ? 1 : 0;
}
