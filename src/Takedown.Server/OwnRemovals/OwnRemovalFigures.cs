using Takedown.Core.Compliance;
using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.OwnRemovals;

/// <summary>
/// What platforms removed on their own, of the platforms whose nearest body of copyright it is: own removals are about
/// works. Numbers come from counters by the hour in which it was done.
/// </summary>
internal sealed class OwnRemovalFigures : IFigureSource
{
    private const string Name = "own-removals", Line = "copyright";

    public IReadOnlyList<FigureDefinition> Figures { get; } =
    [
        new(Name, "platform-work", "平台主动处置侵权内容 (条)", "Removed by platforms on their own", "own-removal"),
    ];

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope) =>
        new Dictionary<string, long>
        {
            [Name] = scope.Function != Line ? 0 : await s.FirstAsync<long>(
                $"""
                SELECT CAST(COALESCE(SUM(count), 0) AS bigint) FROM own_removal_counts
                WHERE {Where(s, scope)} AND hour >= @fromHour AND hour < @beforeHour
                """,
                Args(s, scope, Guid.Empty, 0)),
        };

    public async Task<IReadOnlyList<Guid>> IdsAsync(
        Session s, string figure, FigureScope scope, Guid after, int take) =>
        scope.Function != Line ? [] : await s.QueryAsync<Guid>(
            $"""
            SELECT id FROM own_removals
            WHERE {Where(s, scope)} AND at >= @From AND at < @Before AND id > @after ORDER BY id LIMIT @take
            """,
            Args(s, scope, after, take));

    public static async Task<DutyCounts> DutiesAsync(Session s, DutyScope scope) => new()
    {
        OwnRemovals = await s.FirstAsync<long>(
            """
            SELECT CAST(COALESCE(SUM(count), 0) AS bigint) FROM own_removal_counts
            WHERE platform_id = @Platform AND hour >= @FirstHour AND hour <= @LastHour
            """,
            new { scope.Platform, scope.FirstHour, scope.LastHour }),
    };

    private static string Where(Session s, FigureScope scope) =>
        $"platform_id IN {s.In("platforms")}"
            + (scope.WorkTypes is null ? "" : $" AND work_type IN {s.InTexts("works")}")
            + (scope.ServiceTypes is null ? "" :
                " AND platform_id IN (SELECT o.id FROM organisations o WHERE o.service_type IN "
                    + $"{s.InTexts("services")})");

    private static object Args(Session s, FigureScope scope, Guid after, int take) => new
    {
        platforms = s.Ids(scope.Platforms),
        works = s.Texts(scope.WorkTypes ?? []),
        services = s.Texts(scope.ServiceTypes ?? []),
        scope.From,
        scope.Before,
        fromHour = ReportZone.HourOf(scope.From),
        beforeHour = ReportZone.HourOf(scope.Before),
        after,
        take,
    };
}
