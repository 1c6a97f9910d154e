using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Common;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators;

/// <summary>The lead pool, oldest first.</summary>
internal static class LeadList
{
    public static ListView Of(Screen s) => new ListView<LeadView>(s.T("Leads", "线索"), "/v1/leads", l => $"{l.Id}")
    {
        Intro = s.T("A lead waits three working days for a decision.", "线索应当在三个工作日内作出是否受理的决定。"),
        File = "leads",
        Beside = Looks.Of(s, LookSubject.Lead),
        WhenEmpty = s.T("There is no lead yet. Enter what came by telephone, letter or on patrol.",
            "暂无线索，可登记来电、来信或者巡查发现的线索。"),
        Above = builder =>
        {
            builder.OpenComponent<LeadButtons>(0);
            builder.CloseComponent();
        },
        Filters =
        [
            Filter.Of<LeadStatus>(s, "status", s.T("Status", "状态")),
            Filter.Of<LeadSource>(s, "source", s.T("Source", "来源")),
            Filter.Of<LeadChannel>(s, "channel", s.T("Channel", "渠道")),
            Yes(s, "overdue", s.T("Overdue", "是否超期")),
            Yes(s, "crossBorder", s.T("Cross-border", "是否涉外")),
        ],
        Columns =
        [
            new(s.T("What", "内容"), l => Cell.Link(TitleOf(s, l), $"/console/leads/{l.Id}")),
            new(s.T("Source", "来源"), l => Cell.Of(s.Word((LeadSource?)l.Source))),
            new(s.T("Target", "侵权地址"), l => Cell.Of(l.Targets is [var first, ..] ? Targets.Text(first) : "")),
            new(s.T("Platform", "平台"), l => Cell.Of(l.PlatformName)),
            new(s.T("With", "承办部门"), l => Cell.Of(l.BodyName)),
            new(s.T("Status", "状态"), l => Cell.State(s, (LeadStatus?)l.Status)),
            new(s.T("Decide until", "决定期限"), l => l.Triage is { Status: SlaStatus.Running or SlaStatus.Breached } limit
                ? Cell.Due(s, limit.Due) : Cell.When(s, l.Triage?.Due)),
            new(s.T("Received", "收到时间"), l => Cell.When(s, l.ReceivedAt)),
        ],
    };

    /// <summary>The work, else the beginning of the facts.</summary>
    public static string TitleOf(Screen s, LeadView lead)
    {
        var title = lead.Work?.Title ?? lead.Text 
            ?? (lead.Parties is [var party, ..] ? party.Name : null) ?? lead.Infringement
            ?? s.T("Lead without a title", "未填写名称的线索");
        return title.Length <= 80 ? title : title[..79] + "…";
    }

    private static Filter Yes(Screen s, string name, string label) =>
        new(name, label) { Choices = [("true", s.T("yes", "是")), ("false", s.T("no", "否"))] };
}
