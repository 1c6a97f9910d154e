using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

internal static class AppealStore
{
    private const string Columns =
        "id, organisation_id, kind, region, function, part, text, filed_at, person, outcome, answer, body_id, "
            + "person_id, decided_by, decided_at";

    private const string NoticeColumns =
        "organisation_id, part, notice_id, appeal_id, platform_id, counted_at, excluded";

    /// <summary>Those that a caller reads: its own, those of its place, or all.</summary>
    private static string Readable(RegistrySnapshot registry, Caller caller) => caller.Kind switch
    {
        OrganisationKind.Operator => "1 = 1",
        OrganisationKind.Regulator => $"({RegionSql.Within("region", registry.Regulators[caller.Id].Places)}) "
            + "AND @functions LIKE '% ' || function || ' %'",
        _ => "organisation_id = @me",
    };

    private static string Functions(RegistrySnapshot registry, Caller caller) =>
        registry.Regulators.TryGetValue(caller.Id, out var body) ? $" {string.Join(' ', body.FunctionList)} " : " ";

    public static Task<AppealRow?> FindAsync(Session s, RegistrySnapshot registry, Caller caller, Guid id) =>
        s.FirstAsync<AppealRow>(
            $"SELECT {Columns} FROM score_appeals WHERE id = @id AND {Readable(registry, caller)}",
            new { id, me = caller.Id, functions = Functions(registry, caller) });

    /// <param name="s">The session.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="caller">The reader.</param>
    /// <param name="isOpen">Only those without a decision, or with one; null for all.</param>
    /// <param name="before">The newest that is older than this one comes first.</param>
    /// <param name="take">The most appeals.</param>
    public static Task<IReadOnlyList<AppealRow>> ListAsync(
        Session s, RegistrySnapshot registry, Caller caller, bool? isOpen, Guid before, int take) =>
        s.QueryAsync<AppealRow>(
            $"""
            SELECT {Columns} FROM score_appeals WHERE id < @before AND {Readable(registry, caller)}
                {(isOpen is null ? "" : isOpen.Value ? "AND outcome IS NULL" : "AND outcome IS NOT NULL")}
            ORDER BY id DESC LIMIT @take
            """,
            new { before, me = caller.Id, functions = Functions(registry, caller), take });

    /// <summary>The notices of appeals, by appeal.</summary>
    public static async Task<ILookup<Guid, AppealNotice>> NoticesAsync(Session s, IReadOnlyList<Guid> appeals) =>
        (appeals.Count == 0 ? [] : await s.QueryAsync<AppealNotice>(
            $"SELECT {NoticeColumns} FROM score_appeal_notices WHERE appeal_id IN {s.In("appeals")} "
                + "ORDER BY notice_id DESC, part",
            new { appeals = s.Ids(appeals) })).ToLookup(n => n.AppealId);

    /// <summary>What was appealed of the given notices for a part, by notice.</summary>
    public static async Task<IReadOnlyDictionary<Guid, AppealNotice>> OfNoticesAsync(
        Session s, Guid organisation, ScorePart part, IReadOnlyList<Guid> notices) =>
        notices.Count == 0 ? new Dictionary<Guid, AppealNotice>() : (await s.QueryAsync<AppealNotice>(
            $"SELECT {NoticeColumns} FROM score_appeal_notices WHERE organisation_id = @organisation AND part = @part "
                + $"AND notice_id IN {s.In("notices")}",
            new { organisation, part = (int)part, notices = s.Ids(notices) })).ToDictionary(n => n.NoticeId);

    /// <summary>An appeal as it is shown.</summary>
    public static async Task<ScoreAppealView> ViewAsync(Session s, AppealRow row)
    {
        var names = await OrganisationNames.OfAsync(s, [row.OrganisationId]);
        return row.View(
            names.GetValueOrDefault(row.OrganisationId), (await NoticesAsync(s, [row.Id]))[row.Id]);
    }

    /// <summary>As the audit trail shows it, which is never erased: without what the organisation wrote.</summary>
    public static ScoreAppealView Recorded(ScoreAppealView view) => view with { Text = "" };

    private const string Decide =
        """
        UPDATE score_appeals SET outcome = @outcome, answer = @text, body_id = @body, person_id = @person,
            decided_by = @name, decided_at = @now
        WHERE id = @id AND outcome IS NULL
        """;

    private const string Exclude = "UPDATE score_appeal_notices SET excluded = 1 WHERE appeal_id = @id";

    /// <summary>Stores a decision; false where there is one.</summary>
    public static async Task<bool> DecideAsync(
        Session s, Guid id, AppealOutcome outcome, string text, Bodies.Officer by, DateTimeOffset now)
    {
        var decided = await s.ExecuteAsync(Decide, new
        {
            id, outcome = (int)outcome, text, body = by.OrganisationId, person = by.PersonId, name = by.Name, now,
        });
        if (decided == 0) return false;
        if (outcome is AppealOutcome.Upheld) await s.ExecuteAsync(Exclude, new { id });
        return true;
    }
}
