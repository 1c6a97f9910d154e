using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>
/// The complaints of Form 1 (收到投诉举报): received by channel, accepted, forwarded, settled, each by the body whose work
/// it was.
/// </summary>
internal sealed class LeadFigures : IFigureSource
{
    private const string Received =
        "l.first_body_id = @BodyId AND l.received_at >= @From AND l.received_at < @Before AND l.function = @Function";

    private const string Accepted =
        "l.accepted_by = @BodyId AND l.accepted_at >= @From AND l.accepted_at < @Before AND l.function = @Function";

    private const string Forwarded =
        "EXISTS (SELECT 1 FROM lead_moves m WHERE m.lead_id = l.id AND m.from_id = @BodyId "
            + "AND m.function = @Function AND m.at >= @From AND m.at < @Before)";

    private const string Closed =
        "l.function = @Function AND l.id IN (SELECT x.id FROM leads x WHERE x.closed_by = @BodyId "
            + "AND x.closed_at >= @From AND x.closed_at < @Before UNION ALL SELECT x.id FROM cases c "
            + "JOIN leads x ON x.case_id = c.id WHERE x.body_id = @BodyId AND c.closed_at >= @From "
            + "AND c.closed_at < @Before)";

    private static readonly (FigureDefinition Figure, string Where)[] All =
    [
        Of("complaints-phone", "收到投诉举报：电话 (件)", "Complaints received by phone", ByChannel(LeadChannel.Phone)),
        Of("complaints-letter", "收到投诉举报：信函 (件)", "Complaints received by letter", ByChannel(LeadChannel.Letter)),
        Of("complaints-mail", "收到投诉举报：邮箱 (件)", "Complaints received by e-mail", ByChannel(LeadChannel.Mail)),
        Of("complaints-wechat", "收到投诉举报：微信 (件)", "Complaints received by WeChat", ByChannel(LeadChannel.Wechat)),
        Of("complaints-platform", "收到投诉举报：平台接口 (件)", "Complaints received from platforms",
            ByChannel(LeadChannel.Platform)),
        Of("complaints-other", "收到投诉举报：其他 (件)", "Complaints received otherwise",
            ByChannel(LeadChannel.Web, LeadChannel.Cyberspace, LeadChannel.Consumer)),
        Of("complaints-accepted", "投诉举报受理 (件)", "Complaints accepted", $"{Accepted} AND l.channel IS NOT NULL"),
        Of("complaints-forwarded", "投诉举报转办 (件)", "Complaints forwarded", $"{Forwarded} AND l.channel IS NOT NULL"),
        Of("complaints-closed", "投诉举报办结 (件)", "Complaints settled", $"{Closed} AND l.channel IS NOT NULL"),
        Of("leads-cross-border", "跨境线索 (件)", "Cross-border leads", $"{Received} AND l.is_cross_border = 1"),
    ];

    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. All.Select(a => a.Figure)];

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (figure, where) in All)
        {
            counts[figure.Name] = await s.FirstAsync<long>(
                $"SELECT COUNT(*) FROM leads l WHERE {where}{Only(s, scope)}", Args(s, scope, Guid.Empty, 0));
        }
        return counts;
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(
        Session s, string figure, FigureScope scope, Guid after, int take) =>
        All.FirstOrDefault(a => a.Figure.Name == figure) is { Where: { } where }
            ? await s.QueryAsync<Guid>(
                $"SELECT l.id FROM leads l WHERE {where}{Only(s, scope)} AND l.id > @after ORDER BY l.id LIMIT @take",
                Args(s, scope, after, take))
            : [];

    private static string ByChannel(params LeadChannel[] channels) =>
        $"{Received} AND l.channel IN ({string.Join(", ", channels.Select(c => c.ToString("D")))})";

    private static (FigureDefinition, string) Of(string name, string zh, string en, string where) =>
        (new(name, "complaints", zh, en, "lead"), where);

    private static string Only(Session s, FigureScope scope) =>
        (scope.WorkTypes is null ? "" : $" AND l.work_type IN {s.InTexts("works")}")
            + (scope.ServiceTypes is null ? "" : $" AND l.service_type IN {s.InTexts("services")}");

    private static object Args(Session s, FigureScope scope, Guid after, int take) => new
    {
        scope.BodyId,
        scope.Function,
        scope.From,
        scope.Before,
        after,
        take,
        works = scope.WorkTypes is null ? null : s.Texts(scope.WorkTypes),
        services = scope.ServiceTypes is null ? null : s.Texts(scope.ServiceTypes),
    };
}
