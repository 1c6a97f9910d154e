using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Together;

/// <summary>Lists of what is told to the public and of credit.</summary>
internal static class PublicLists
{
    public static ListView Publications(Screen s) => new ListView<PublicationView>(
        s.T("Publications", "信息公开"), "/v1/publications", p => $"{p.Id}")
    {
        File = "publications",
        Above = Links.Of(s, ("/console/publications/new", s.T("Propose a publication", "提请信息公开"))),
        Filters = [Filter.Of<PublicationStatus>(s, "status", s.T("Status", "状态"))],
        WhenEmpty = s.T("Nothing was proposed for publication.", "暂无信息公开事项。"),
        Columns =
        [
            new(s.T("Title", "标题"), p => Texts.Link(p.Title, $"/console/publications/{p.Id}")),
            new(s.T("Kind", "类型"), p => Cell.Of(s.Word(p.Kind as PublicationKind?))),
            new(s.T("Status", "状态"), p => Cell.State(s, p.Status.Word())),
            new(s.T("Published", "已公开"), p => Cell.Of(Texts.YesNo(s, p.Published))),
            new(s.T("From", "公开日期"), p => Cell.Of(Texts.Day(p.PublishOn))),
            new(s.T("Body", "公开机构"), p => Cell.Of(p.BodyName)),
            new(s.T("To withdraw until", "撤回期限"), p => p.WithdrawnAt is null
                ? Cell.Due(s, p.WithdrawBy) : Cell.When(s, p.WithdrawnAt)),
        ],
    };

    public static ListView Blacklist(Screen s) => new ListView<BlacklistEntryView>(
        s.T("Blacklist", "失信名单"), "/v1/blacklist-entries", e => $"{e.Id}")
    {
        File = "blacklist",
        Above = Links.Of(s, ("/console/blacklist/new", s.T("Enter a subject", "列入名单")),
            ("/console/credit", s.T("Credit grades", "信用等级"))),
        WhenEmpty = s.T("Nobody is on the blacklist.", "名单暂无记录。"),
        Columns =
        [
            new(s.T("Name", "名称"), e => Texts.Link(e.Name, $"/console/blacklist/{e.Id}")),
            new(s.T("Credit code", "统一社会信用代码"), e => Cell.Of(e.Uscc)),
            new(s.T("Counts today", "当前有效"), e => Cell.Of(Texts.YesNo(s, e.Active))),
            new(s.T("From", "起始日期"), e => Cell.Of(Texts.Day(e.From))),
            new(s.T("To", "截止日期"), e => Cell.Of(Texts.Day(e.To))),
            new(s.T("Basis", "依据"), e => Cell.Of(e.Basis)),
            new(s.T("Body", "列入机构"), e => Cell.Of(e.BodyName)),
        ],
    };

    public static ListView Credit(Screen s) => new ListView<CreditLine>(
        s.T("Credit grades", "企业信用等级"), "/v1/exports/credit", c => c.Uscc)
    {
        File = "credit",
        Above = Links.Of(s, ("/console/credit/new", s.T("Enter a subject", "登记信用主体")),
            ("/console/blacklist", s.T("Blacklist", "失信名单"))),
        Intro = s.T(
            "Computed from the counts of the last 365 days: A nothing, B at most 2 points, C at most 9, D more, E on "
                + "the blacklist.",
            "按最近 365 天的记录计算：A 级无记录，B 级不超过 2 分，C 级不超过 9 分，D 级 10 分及以上，E 级列入失信名单。"),
        WhenEmpty = s.T("No subject is registered.", "暂无信用主体。"),
        Columns =
        [
            new(s.T("Name", "名称"), c => Cell.Of(c.Name)),
            new(s.T("Credit code", "统一社会信用代码"), c => Cell.Of(c.Uscc)),
            new(s.T("Grade", "等级"), c => Cell.Of(s.Word(c.Grade as CreditGrade?))),
            new(s.T("Points", "分值"), c => Cell.Number(s, c.Points)) { IsNumber = true },
            new(s.T("Penalties", "处罚公开"), c => Cell.Number(s, c.Counters.Penalties)) { IsNumber = true },
            new(s.T("Exposures", "曝光"), c => Cell.Number(s, c.Counters.Exposures)) { IsNumber = true },
            new(s.T("Open breaches", "未处理违约"), c => Cell.Number(s, c.Counters.OpenEscalations)) { IsNumber = true },
            new(s.T("Unanswered requests", "未答复调查"), c => Cell.Number(s, c.Counters.UnansweredRequests))
            {
                IsNumber = true,
            },
            new(s.T("Late answers", "逾期答复"), c => Cell.Number(s, c.Counters.LateAnswers)) { IsNumber = true },
            new(s.T("Overdue self-inspections", "自查超期"), c => Cell.Number(s, c.Counters.OverdueSelfInspections))
            {
                IsNumber = true,
            },
        ],
    };
}
