using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Claimants;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Platforms;

/// <summary>Limits on bulk complaints that were observed at platforms.</summary>
internal static class LimitList
{
    public const string Path = "/platform-limits", New = "/platform-limits/new";

    public static ListView Of(Screen s) => new ListView<PlatformLimitView>(
        s.T("Limits on bulk complaints", "批量投诉限制"), "/v1/platform-limits", l => $"{l.Id}")
    {
        Intro = s.T("What was observed at platforms. Nothing follows from a report by itself.",
            "在平台发现的批量投诉限制。报告本身不产生任何后果。"),
        File = "platform-limits",
        Above = s.Kind is OrganisationKind.Claimant or OrganisationKind.Regulator && s.May(KeyScope.Send)
            ? Links.Of(s, ("/console" + New, s.T("Report a limit", "报告批量投诉限制"))) : null,
        Filters = s.Kind is OrganisationKind.Platform ? []
            : [new("platform", s.T("Id of the platform", "平台编号"))],
        WhenEmpty = s.T("No limit was reported.", "暂无批量投诉限制报告。"),
        Columns =
        [
            new(s.T("Report", "编号"), l => ClaimantLists.Short(l.Id, "platform-limits")),
            new(s.T("Platform", "平台"), l => Cell.Of(l.PlatformName)),
            new(s.T("Where", "渠道"), l => Cell.Of(l.Channel)),
            new(s.T("Taken", "数量上限"), l => Cell.Number(s, l.Limit)) { IsNumber = true },
            new(s.T("In", "时间单位"), l => Cell.Of(s.Word((PlatformLimitPer?)l.Per))),
            new(s.T("Observed", "发现时间"), l => Cell.When(s, l.At)),
            new(s.T("Reported by", "报告机构"), l => Cell.Of(
                l.ObserverName ?? s.Word((OrganisationKind?)l.ObserverKind))),
            new(s.T("Answered", "平台说明时间"), l => Cell.When(s, l.AnsweredAt)),
        ],
    };
}
