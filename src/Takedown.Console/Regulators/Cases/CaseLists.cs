using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Cases;

/// <summary>Lists of cases and of what is asked of platforms about them.</summary>
internal static class CaseLists
{
    public static ListView Cases(Screen s) => new ListView<CaseView>(
        s.T("Cases", "案件"), "/v1/cases", c => $"{c.Id}")
    {
        File = "cases",
        Above = Links.Of(s, ("/console/cases/new", s.T("Open a case", "立案登记"))),
        Filters =
        [
            Filter.Of<CaseState>(s, "state", s.T("State", "状态")),
            new("key", s.T("Key case", "重点案件")) { Choices = [("true", s.T("yes", "是"))] },
            new("cluster", s.T("Cluster", "集群战役")),
        ],
        WhenEmpty = s.T(
            "There is no case yet. Open one from a lead, from an escalation or here.",
            "暂无案件。可由线索、超期上报转入，或者在此登记。"),
        Columns =
        [
            new(s.T("Number", "案件编号"), c => Texts.Link(c.No, $"/console/cases/{c.Id}")),
            new(s.T("Title", "案件名称"), c => Cell.Of(c.Title)),
            new(s.T("State", "状态"), c => Cell.State(s, c.State.Word(), ToneOf(c.State))),
            new(s.T("Decision due", "待作决定"), c => Cell.Of(c.DecisionDue ? s.T("yes", "是") : "")),
            new(s.T("Key case", "重点案件"), c => Cell.Of(c.Key ? s.T("yes", "是") : "")),
            new(s.T("Body", "办理机构"), c => Cell.Of(c.BodyName)),
            new(s.T("Region", "区划代码"), c => Cell.Of(c.Region)),
            new(s.T("Opened", "受理时间"), c => Cell.When(s, c.OpenedAt)),
            new(s.T("Filed", "立案时间"), c => Cell.When(s, c.FiledAt)),
        ],
    };

    public static ListView Information(Screen s) => new ListView<InformationRequestView>(
        s.T("Requests for information", "协助调查函"), "/v1/information-requests", r => $"{r.Id}")
    {
        File = "information-requests",
        Above = Links.Of(s, ("/console/information-requests/by-platform",
            s.T("Cooperation of the platforms", "平台配合情况"))),
        Filters = [Filter.Of<InformationRequestStatus>(s, "status", s.T("Status", "状态"))],
        WhenEmpty = s.T(
            "Nothing has been asked of a platform. It is asked on the page of a case.",
            "暂无协助调查函。请在案件页面向平台发出。"),
        Columns =
        [
            new(s.T("Request", "编号"), r => Texts.Id(r.Id, $"/console/information-requests/{r.Id}")),
            new(s.T("Platform", "平台"), r => Cell.Of(r.PlatformName)),
            new(s.T("Kind", "类型"), r => Cell.Of(s.Word(r.Kind as InformationRequestKind?))),
            new(s.T("Status", "状态"), r => Cell.State(s, r.Status.Word())),
            new(s.T("Due", "答复期限"), r => r.AnsweredAt is null ? Cell.Due(s, r.Due) : Cell.When(s, r.Due)),
            new(s.T("Answered", "答复时间"), r => Cell.When(s, r.AnsweredAt)),
            new(s.T("Extension", "延期申请"), r => Cell.Of(r.Extension switch
            {
                null => "",
                { Granted: { } granted } => Texts.YesNo(s, granted),
                _ => s.T("to decide", "待决定"),
            })),
        ],
    };

    public static ListView Cooperation(Screen s) => new ListView<CooperationView>(
        s.T("Cooperation of the platforms", "平台配合情况"), "/v1/information-requests/by-platform",
        c => $"{c.PlatformId}")
    {
        File = "cooperation",
        Intro = s.T(
            "An answer in time counts 1, a late one one half, a refusal or an overdue request 0.",
            "按期答复计 1，逾期答复计 0.5，拒绝或者超期未答复计 0。"),
        Columns =
        [
            new(s.T("Platform", "平台"), c => Cell.Link(c.PlatformName, $"/console/platforms/{c.PlatformId}")),
            new(s.T("Score", "得分"), c => Cell.Percent(s, c.Score)) { IsNumber = true },
            new(s.T("Requests", "发函"), c => Cell.Number(s, c.Requests)) { IsNumber = true },
            new(s.T("In time", "按期"), c => Cell.Number(s, c.OnTime)) { IsNumber = true },
            new(s.T("Late", "逾期"), c => Cell.Number(s, c.Late)) { IsNumber = true },
            new(s.T("Refused", "拒绝"), c => Cell.Number(s, c.Refused)) { IsNumber = true },
            new(s.T("Overdue", "超期"), c => Cell.Number(s, c.Overdue)) { IsNumber = true },
            new(s.T("Open", "未到期"), c => Cell.Number(s, c.Open)) { IsNumber = true },
        ],
    };

    /// <summary>The state of a case; one that ran over is urgent, an ended one settled.</summary>
    public static Tone ToneOf(CaseState state) => state switch
    {
        CaseState.Overdue => Tone.Bad,
        CaseState.Closed or CaseState.Corrected => Tone.Good,
        _ => Tone.Waiting,
    };
}
