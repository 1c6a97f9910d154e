using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Campaigns;

internal static class CampaignLists
{
    public static ListView Campaigns(Screen s) => new ListView<CampaignView>(
        s.T("Campaigns", "专项行动"), "/v1/campaigns", c => c.Code)
    {
        File = "campaigns",
        Above = Links.Of(s, ("/console/campaigns/new", s.T("New campaign", "新建专项行动"))),
        WhenEmpty = s.T("There is no campaign yet.", "暂无专项行动。"),
        Columns =
        [
            new(s.T("Campaign", "名称"), c => Texts.Link(c.Title, Href(c.Code))),
            new(s.T("Code", "代码"), c => Cell.Of(c.Code)),
            new(s.T("Body", "组织机构"), c => Cell.Of(c.OwnerName)),
            new(s.T("Function", "职能"), c => Cell.Of(s.Word(c.Function))),
            new(s.T("From", "开始"), c => Cell.Of(Texts.Day(c.From))),
            new(s.T("To", "结束"), c => Cell.Of(Texts.Day(c.To))),
            new(s.T("Phases", "阶段数"), c => Cell.Number(s, c.Phases.Count)) { IsNumber = true },
            new(s.T("Part of", "上级行动"), c => c.Parent is { } code ? Cell.Link(code, Href(code)) : Cell.Empty),
        ],
    };

    public static string Href(string code) => $"/console/campaigns/{Uri.EscapeDataString(code)}";
}
