using Takedown.Contracts;
using Takedown.Core.Credit;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Credit;

/// <summary>Somebody whose credit is exported, as stored.</summary>
internal sealed record CreditSubject
{
    public string Uscc { get; init; } = "";
    public string Name { get; init; } = "";
    public Guid? PlatformId { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public DateTimeOffset At { get; init; }

    public static readonly Table<CreditSubject> Table = new("credit_subjects",
    [
        new("uscc", ColumnType.Text, c => c.Uscc, Key: true),
        new("name", ColumnType.Text, c => c.Name),
        new("platform_id", ColumnType.Id, c => c.PlatformId),
        new("body_id", ColumnType.Id, c => c.BodyId),
        new("region", ColumnType.Text, c => c.Region),
        new("function", ColumnType.Text, c => c.Function),
        new("at", ColumnType.Instant, c => c.At),
    ]);
}

/// <summary>
/// What a grade is computed from, counted by SQL over the tables of other features: this feature names none of them.
/// </summary>
internal static class CreditStore
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(365);

    /// <summary>Registered subjects, and those of entries of the blacklist that are not registered.</summary>
    private static readonly string Subjects =
        $"""
        SELECT c.uscc, c.name, c.platform_id FROM credit_subjects c WHERE c.uscc > @after AND {Reader.Where("c")}
        UNION ALL
        SELECT e.uscc, MAX(e.name) AS name, NULL AS platform_id FROM blacklist_entries e
        WHERE e.uscc > @after AND {Reader.Where("e")}
            AND NOT EXISTS (SELECT 1 FROM credit_subjects c WHERE c.uscc = e.uscc)
        GROUP BY e.uscc ORDER BY uscc LIMIT @take
        """;

    private sealed record Count
    {
        public string Uscc { get; init; } = "";
        public Guid PlatformId { get; init; }
        public long Number { get; init; }
        public long Other { get; init; }
    }

    private static readonly string Penalties =
        $"SELECT uscc, COUNT(*) AS number FROM publications WHERE kind = {PublicationKind.Penalty:D} "
            + "AND approved_at >= @since AND withdrawn_at IS NULL AND uscc IN ";

    private static readonly string Exposures =
        $"SELECT platforms AS uscc FROM publications WHERE kind = {PublicationKind.Exposure:D} "
            + "AND approved_at >= @since AND withdrawn_at IS NULL";

    private static readonly string Escalations =
        "SELECT platform_id, COUNT(*) AS number, "
            + $"SUM(CASE WHEN status = {EscalationStatus.Open:D} THEN 1 ELSE 0 END) AS other "
            + "FROM escalations WHERE at >= @since AND platform_id IN ";

    /// <summary>Refused or overdue, and late. The outcome 2 is a refusal, 0 is none yet.</summary>
    private static readonly string Requests =
        $"""
        SELECT r.platform_id, SUM(CASE WHEN r.outcome = 2 OR (r.outcome = 0 AND (d.status = {SlaStatus.Breached:D}
                OR d.due < @now)) THEN 1 ELSE 0 END) AS number,
            SUM(CASE WHEN r.outcome = 1 AND d.status = {SlaStatus.Late:D} THEN 1 ELSE 0 END) AS other
        FROM information_requests r JOIN deadlines d ON d.owner = {DeadlineOwner.InformationRequest:D}
            AND d.owner_id = r.id WHERE r.at >= @since AND r.platform_id IN 
        """;

    private static readonly string SelfInspections =
        $"""
        SELECT p.platform_id, COUNT(*) AS number FROM self_inspected p
        JOIN deadlines d ON d.owner = {DeadlineOwner.SelfInspection:D} AND d.owner_id = p.id
        WHERE p.reported_at IS NULL AND d.due < @now AND d.due >= @since AND p.platform_id IN 
        """;

    public static async Task<IReadOnlyList<CreditLine>> ListAsync(
        Session s, RegistrySnapshot registry, Reader reader, DateTimeOffset now, string after, int take)
    {
        var subjects = await s.QueryAsync<CreditSubject>(
            Subjects, new { reader.Me, reader.All, reader.Within, reader.Functions, after, take });
        if (subjects.Count == 0) return [];
        var (codes, since) = (subjects.Select(c => c.Uscc).ToList(), now - Window);
        var platforms = subjects.Select(c => c.PlatformId).OfType<Guid>().ToHashSet();
        Task<IReadOnlyList<Count>> Of(string sql) => s.QueryAsync<Count>(
            $"{sql}{s.In("ids")} GROUP BY platform_id", new { since, now, ids = s.Ids(platforms) });
        var penalties = (await s.QueryAsync<Count>(
            $"{Penalties}{s.InTexts("codes")} GROUP BY uscc", new { since, codes = s.Texts(codes) }))
            .ToDictionary(c => c.Uscc, c => c.Number);
        var exposures = (await s.QueryAsync<Count>(Exposures, new { since }))
            .SelectMany(c => c.Uscc.Split(' ', StringSplitOptions.RemoveEmptyEntries)).CountBy(Guid.Parse)
            .ToDictionary();
        var escalations = (await Of(Escalations)).ToDictionary(c => c.PlatformId);
        var requests = (await Of(Requests)).ToDictionary(c => c.PlatformId);
        var inspections = (await Of(SelfInspections)).ToDictionary(c => c.PlatformId);
        var listed = await ListedAsync(s, registry, codes, now);
        return [.. subjects.Select(subject =>
        {
            var platform = subject.PlatformId ?? Guid.Empty;
            var counters = new CreditCounters
            {
                Penalties = penalties.GetValueOrDefault(subject.Uscc),
                Exposures = exposures.GetValueOrDefault(platform),
                Escalations = escalations.GetValueOrDefault(platform)?.Number ?? 0,
                OpenEscalations = escalations.GetValueOrDefault(platform)?.Other ?? 0,
                UnansweredRequests = requests.GetValueOrDefault(platform)?.Number ?? 0,
                LateAnswers = requests.GetValueOrDefault(platform)?.Other ?? 0,
                OverdueSelfInspections = inspections.GetValueOrDefault(platform)?.Number ?? 0,
                Blacklisted = listed[subject.Uscc].Any(),
            };
            return new CreditLine
            {
                Uscc = subject.Uscc,
                Name = subject.Name,
                PlatformId = subject.PlatformId,
                Grade = CreditGrades.Of(counters),
                Points = CreditGrades.Points(counters),
                Counters = counters,
                Blacklist = [.. listed[subject.Uscc]],
            };
        })];
    }

    private static async Task<ILookup<string, BlacklistEntryView>> ListedAsync(
        Session s, RegistrySnapshot registry, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        // The blacklist holds for everybody, whoever entered it.
        var rows = await s.QueryAsync<BlacklistEntry>(
            $"SELECT {BlacklistEntry.Columns} FROM blacklist_entries e WHERE e.removed_at IS NULL AND e.uscc IN "
                + $"{s.InTexts("codes")} ORDER BY e.id",
            new { codes = s.Texts(codes) });
        var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId));
        return rows.Select(r => r.View(names, registry.DayOf(r.BodyId, now))).Where(v => v.Active)
            .Select(v => v with { CaseId = null }).ToLookup(v => v.Uscc);
    }

    public static Task<CreditSubject?> FindAsync(Session s, string uscc) => s.FirstAsync<CreditSubject>(
        "SELECT uscc, name, platform_id, body_id, region, function, at FROM credit_subjects WHERE uscc = @uscc",
        new { uscc });
}
