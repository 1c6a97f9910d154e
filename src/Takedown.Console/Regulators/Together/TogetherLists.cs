using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Together;

/// <summary>Lists of what bodies do together: supervision, meetings, assistance.</summary>
internal static class TogetherLists
{
    public static ListView Supervisions(Screen s) => new ListView<SupervisionView>(
        s.T("Supervision", "挂牌督办"), "/v1/supervisions", v => $"{v.Id}")
    {
        File = "supervisions",
        Above = Links.Of(s, ("/console/supervisions/new", s.T("List cases for supervision", "新增挂牌督办"))),
        Filters = [Filter.Of<SupervisionStatus>(s, "status", s.T("Status", "状态"))],
        WhenEmpty = s.T("No case is listed for supervision.", "暂无挂牌督办案件。"),
        Columns =
        [
            new(s.T("Title", "名称"), v => Texts.Link(v.Title, $"/console/supervisions/{v.Id}")),
            new(s.T("Number", "文号"), v => Cell.Of(v.No)),
            new(s.T("Status", "状态"), v => Cell.State(s, v.Status.Word())),
            new(s.T("Listed by", "督办机构"), v => Cell.Of(v.BodyName)),
            new(s.T("Level", "级别"), v => Cell.Of(s.Word(v.Level))),
            new(s.T("Day", "挂牌日期"), v => Cell.Of(Texts.Day(v.Date))),
            new(s.T("Cases", "案件数"), v => Cell.Number(s, v.Cases.Count)) { IsNumber = true },
            new(s.T("Next report", "最近报告期限"), v => Cell.Due(
                s, v.Cases.Where(c => c.Due is not null).Select(c => c.Due).Min())),
        ],
    };

    public static ListView Meetings(Screen s) => new ListView<MeetingView>(
        s.T("Meetings and visits", "会商与督导"), "/v1/meetings", m => $"{m.Id}")
    {
        File = "meetings",
        Above = Links.Of(s, ("/console/meetings/new", s.T("Enter a meeting", "登记会商"))),
        Filters = [Filter.Of<MeetingKind>(s, "kind", s.T("Kind", "类型"))],
        WhenEmpty = s.T("No meeting was entered yet.", "暂无会商记录。"),
        Columns =
        [
            new(s.T("Kind", "类型"), m => Cell.Of(s.Word(m.Kind as MeetingKind?))),
            new(s.T("Day", "日期"), m => Cell.Of(Texts.Day(m.Date))),
            new(s.T("Body", "登记机构"), m => Cell.Of(m.BodyName)),
            new(s.T("Region", "区划代码"), m => Cell.Of(m.Region)),
            new(s.T("Content", "内容"), m => Cell.Of(m.Text)),
            new(s.T("Case", "案件"), m => m.CaseId is { } id ? Texts.Id(id, $"/console/cases/{id}") : Cell.Empty),
            new(s.T("Supervision", "督办"), m => m.SupervisionId is { } id
                ? Texts.Id(id, $"/console/supervisions/{id}") : Cell.Empty),
            new(s.T("Person", "登记人"), m => Cell.Of(m.Person)),
        ],
    };

    public static ListView Assistance(Screen s) => new ListView<AssistanceView>(
        s.T("Assistance between bodies", "区域协查"), "/v1/assistance", a => $"{a.Id}")
    {
        File = "assistance",
        Above = Links.Of(s, ("/console/assistance/new", s.T("Ask for assistance", "发出协查函"))),
        Filters =
        [
            new("role", s.T("Role", "角色"))
            {
                Choices = [("sender", s.T("asked by us", "本机构发出")), ("receiver", s.T("asked of us", "本机构办理"))],
            },
            Filter.Of<AssistanceStatus>(s, "status", s.T("Status", "状态")),
            new("crossBorder", s.T("Cross-border", "跨境")) { Choices = [("true", s.T("yes", "是"))] },
            new("overdue", s.T("Overdue", "超期")) { Choices = [("true", s.T("yes", "是"))] },
        ],
        WhenEmpty = s.T("No assistance was asked for.", "暂无协查事项。"),
        Columns =
        [
            new(s.T("Request", "编号"), a => Texts.Id(a.Id, $"/console/assistance/{a.Id}")),
            new(s.T("Kind", "类型"), a => Cell.Of(s.Word(a.Kind as AssistanceKind?))),
            new(s.T("Status", "状态"), a => Cell.State(s, a.Status.Word())),
            new(s.T("From", "发函机构"), a => Cell.Of(a.FromName)),
            new(s.T("To", "协查机构"), a => Cell.Of(a.ToName)),
            new(s.T("About", "事项"), a => Cell.Of(a.Subject.Summary)),
            new(s.T("Asked", "发函时间"), a => Cell.When(s, a.AskedAt)),
            new(s.T("Reply due", "答复期限"), a => a.AnsweredAt is null
                ? Cell.Due(s, a.Reply?.Due) : Cell.When(s, a.AnsweredAt)),
        ],
    };

    public static ListView SelfInspections(Screen s) => new ListView<SelfInspectionView>(
        s.T("Self-inspections", "自查自纠"), "/v1/self-inspections", i => $"{i.Id}")
    {
        File = "self-inspections",
        Above = Links.Of(s, ("/console/self-inspections/new", s.T("Demand a self-inspection", "部署自查自纠"))),
        Filters = [Filter.Of<SelfInspectionStatus>(s, "status", s.T("Status", "状态"))],
        WhenEmpty = s.T("No self-inspection was demanded.", "暂无自查自纠任务。"),
        Columns =
        [
            new(s.T("Self-inspection", "编号"), i => Texts.Id(i.Id, $"/console/self-inspections/{i.Id}")),
            new(s.T("Content", "内容"), i => Cell.Of(i.Text)),
            new(s.T("Body", "部署机构"), i => Cell.Of(i.BodyName)),
            new(s.T("Demanded", "部署时间"), i => Cell.When(s, i.At)),
            new(s.T("Due", "报告期限"), i => Cell.Due(s, i.Due)),
            new(s.T("Platforms", "平台数"), i => Cell.Number(s, i.Asked)) { IsNumber = true },
            new(s.T("Reported", "已报告"), i => Cell.Number(s, i.Reported)) { IsNumber = true },
            new(s.T("Overdue", "超期"), i => Cell.Number(s, i.Overdue)) { IsNumber = true },
        ],
    };
}
