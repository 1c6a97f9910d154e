using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// The columns of the monthly form. One without a source is entered by hand. What a feature counts and no
/// column names is added to its group.
/// </summary>
internal static class FormColumns
{
    private static readonly (string Group, string[] Columns)[] Groups =
    [
        ("patrol",
        [
            "sites-patrolled|巡查网站 (家次)|Sites patrolled", "apps-patrolled|巡查 APP (个次)|Apps patrolled",
            "works-monitored|监测作品 (部)|Works monitored", "sites-registered|底数网站 (家)|Sites on the register",
            "apps-registered|底数 APP (个)|Apps on the register", "key-list-entries|重点目录数|Entries of key lists",
        ]),
        ("complaints",
        [
            "complaints-phone|收到投诉举报: 电话 (件)|Complaints by telephone",
            "complaints-letter|收到投诉举报: 信函 (件)|Complaints by letter",
            "complaints-mail|收到投诉举报: 邮箱 (件)|Complaints by e-mail",
            "complaints-wechat|收到投诉举报: 微信 (件)|Complaints by WeChat",
            "complaints-platform|收到投诉举报: 平台接口 (件)|Complaints by platforms",
            "complaints-other|收到投诉举报: 其他 (件)|Other complaints",
            "complaints-accepted|受理 (件)|Complaints accepted", "complaints-forwarded|转办 (件)|Complaints handed over",
            "complaints-closed|办结 (件)|Complaints closed",
        ]),
        ("notices",
        [
            "notices-sent|发出通知 (条)|Notices sent", "batches-sent|批量通知 (批)|Batches sent",
            "notices-on-time|按期处置 (条)|Handled on time", "notices-late|逾期处置 (条)|Handled late",
            "notices-unhandled|未处置 (条)|Not handled", "handling-average|平均处置时长 (小时)|Average (hours)",
            "handling-median|中位处置时长 (小时)|Median (hours)", "counter-notices|反通知 (件)|Counter-notices",
            "restorations|恢复 (件)|Restorations",
        ]),
        ("removal",
        [
            "links-removed|删除侵权盗版链接 (条)|Links removed", "links-blocked|屏蔽 (条)|Blocked",
            "links-disconnected|断开链接 (条)|Links disconnected", "goods-delisted|下架商品 (件)|Goods delisted",
            "apps-delisted|下架 APP (个)|Apps delisted", "videos-delisted|下架短视频 (部)|Short videos taken down",
            "articles-handled|处理侵权文章 (篇)|Articles handled",
        ]),
        ("accounts",
        [
            "accounts-warned|处置账号: 警示 (个)|Accounts warned",
            "accounts-limited|处置账号: 限制功能 (个)|Accounts limited",
            "accounts-suspended|处置账号: 暂停更新 (个)|Accounts suspended",
            "accounts-closed|处置账号: 关闭 (个)|Accounts closed", "repeat-accounts|反复侵权账号 (个)|Repeat infringers",
            "blacklisted|黑名单 (个)|Blacklisted",
        ]),
        ("key-works",
        [
            "warning-lists|预警名单 (批)|Pre-warning lists", "key-works-listed|预警名单 (部)|Works on them",
            "sites-inspected|抽查网站 (家)|Sites sampled", "works-files-inspected|抽查作品版权文件 (部)|Licences of works sampled",
            "works-ordered-down|责令下架作品 (部)|Works ordered down",
        ]),
        ("platform-work",
        [
            "self-inspections|自查自纠企业 (家)|Self-inspections", "self-inspection-findings|自查问题 (个)|Their findings",
            "warnings-given|预警 (次)|Warnings", "talks-held|约谈 (次)|Talks", "talked-platforms|约谈 (家)|Platforms talked to",
            "orders-given|责令整改 (家)|Orders to correct", "orders-in-time|按期完成 (家)|Orders fulfilled in time",
            "orders-overdue|逾期 (家)|Orders run over",
        ]),
        ("site-measures",
        [
            "access-suspended|暂停网络接入 (个)|Access suspended", "sites-closed|关闭网站 (个)|Sites closed",
            "filings-cancelled|注销备案 (个)|Filings cancelled", "licences-revoked|吊销许可 (个)|Licences revoked",
            "foreign-sites-blocked|境外网站上报封堵 (个)|Sites abroad reported for blocking",
        ]),
        ("cases",
        [
            "cases-filed|立案 (件)|Cases filed", "penalties|行政处罚 (件)|Penalties", "fines|罚款 (万元)|Fines (10,000 yuan)",
            "gains-confiscated|没收违法所得 (万元)|Gains confiscated (10,000 yuan)",
            "items-seized|收缴侵权盗版制品 (件)|Copies seized", "transferred-to-police|移送公安 (件)|Transfers to the police",
            "filed-by-police|公安立案 (件)|Filed by the police", "criminal-cases|刑事案件 (件)|Criminal cases",
            "amount-involved|涉案金额 (万元)|Amount involved (10,000 yuan)", "arrests|抓获 (人)|Persons arrested",
            "verdicts|判决 (件)|Verdicts",
        ]),
        ("supervision",
        [
            "supervised-national|国家挂牌督办 (件)|Supervised by the national body",
            "supervised-province|省级挂牌督办 (件)|Supervised by the province", "supervised-closed|结案 (件)|Cases closed",
            "inspections-held|督导检查 (次)|Supervision visits",
        ]),
        ("cooperation",
        [
            "assistance-sent|区域协查 发出 (件)|Assistance asked for", "assistance-handled|区域协查 办理 (件)|Assistance given",
            "assistance-cross-border|跨境 (件)|Cross-border", "joint-meetings|联席会议 (次)|Joint meetings",
        ]),
        ("publicity",
        [
            "news-reports|新闻报道 (篇)|News reports", "typical-cases|典型案例 (件)|Typical cases",
            "platforms-exposed|曝光企业 (家)|Companies exposed", "penalties-published|处罚信息公开 (件)|Penalties published",
            "trainings-held|培训 (期)|Courses", "people-trained|培训 (人次)|Persons trained",
        ]),
    ];

    /// <summary>The columns in their order, each with the feature that counts it.</summary>
    public static IReadOnlyList<FormColumn> Of(IEnumerable<IFigureSource> sources)
    {
        List<FormColumn> counted = [.. sources.SelectMany(
            source => source.Figures.Where(f => f.Beside is null), (source, figure) => new FormColumn(figure, source))];
        var columns = new List<FormColumn>();
        foreach (var (group, named) in Groups)
        {
            foreach (var parts in named.Select(c => c.Split('|')))
            {
                var found = counted.Find(c => c.Figure.Name == parts[0])
                    ?? counted.Find(c => c.Figure.Group == group && c.Figure.Zh == parts[1]);
                columns.Add(found is null
                    ? new(new(parts[0], group, parts[1], parts[2], ""), null)
                    : found with { Figure = found.Figure with { Group = group } });
                if (found is not null) counted.Remove(found);
            }
            columns.AddRange(counted.Where(c => c.Figure.Group == group));
            counted.RemoveAll(c => c.Figure.Group == group);
        }
        return [.. columns, .. counted];
    }
}

/// <summary>A column of the form.</summary>
/// <param name="Figure">What it counts.</param>
/// <param name="Source">The feature that has the rows of it; null where it is entered by hand.</param>
internal sealed record FormColumn(FigureDefinition Figure, IFigureSource? Source)
{
    private const string Fen = "(分)", TenThousandYuan = "(万元)";
    private const decimal FenEach = 1_000_000m;

    public bool HasSource => Source is not null;

    public bool IsMoney => Figure.Zh.EndsWith(Fen, StringComparison.Ordinal);

    /// <summary>Whether it is an average, which cannot be summed up.</summary>
    public bool IsDuration => IsDurationOf(Figure.Name);

    public string Zh => Figure.Zh.Replace(Fen, TenThousandYuan, StringComparison.Ordinal);

    public string En => IsMoney ? Figure.En.Replace("(fen)", "(10,000 yuan)", StringComparison.Ordinal) : Figure.En;

    /// <summary>Whether it is the number of the ids behind it, not a sum of what they say.</summary>
    public bool Counts => HasSource && !IsMoney && !IsDuration && !Figure.IsSum;

    public static bool IsDurationOf(string name) => name is NoticeFigures.Average or NoticeFigures.Median;

    /// <summary>The number as the form has it: money in 10,000 yuan, durations in hours.</summary>
    public decimal Of(long value) => IsMoney ? value / FenEach : IsDuration ? value / 10m : value;

    /// <summary>The ids behind it after an id, where it has a source.</summary>
    public Task<IReadOnlyList<Guid>> IdsAsync(Session s, FigureScope scope, Guid after, int take) =>
        Source!.IdsAsync(s, Figure.Name, scope, after, take);
}
