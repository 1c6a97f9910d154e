using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

internal static class MeetingStore
{
    private const string Columns =
        "m.id, m.kind, m.date, m.text, m.body_id, m.region, m.function, m.joint, m.supervision_id, m.case_id, "
            + "m.platform_id, m.place, m.key_region, m.key_company, m.person_id, m.person, m.at";

    /// <summary>Entries of the reader's body, of bodies that it reads, and of those that it took part in.</summary>
    public static async Task<IReadOnlyList<MeetingView>> ListAsync(
        Session s, Reader reader, MeetingKind? kind, Guid after, int take) =>
        await ViewsAsync(s, await s.QueryAsync<MeetingRow>(
            $"""
            SELECT {Columns} FROM meetings m WHERE m.id > @after AND ({Reader.Where("m")} OR m.joint LIKE @Joint)
                AND (@kind IS NULL OR m.kind = @kind) ORDER BY m.id LIMIT @take
            """,
            new
            {
                reader.Me, reader.All, reader.Within, reader.Functions, Joint = $"%{reader.Me}%", after, take,
                kind = (int?)kind,
            }));

    public static async Task<IReadOnlyList<MeetingView>> OfSupervisionAsync(Session s, Guid supervisionId) =>
        await ViewsAsync(s, await s.QueryAsync<MeetingRow>(
            $"SELECT {Columns} FROM meetings m WHERE m.supervision_id = @supervisionId ORDER BY m.id",
            new { supervisionId }));

    public static async Task<IReadOnlyList<MeetingView>> OfCaseAsync(Session s, Guid caseId) =>
        await ViewsAsync(s, await s.QueryAsync<MeetingRow>(
            $"SELECT {Columns} FROM meetings m WHERE m.case_id = @caseId ORDER BY m.id", new { caseId }));

    public static async Task<IReadOnlyList<MeetingView>> ViewsAsync(Session s, IReadOnlyList<MeetingRow> rows)
    {
        var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId));
        return [.. rows.Select(r => r.View(names))];
    }
}
