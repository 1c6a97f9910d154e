using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;

namespace Takedown.Screens.Regulators;

/// <summary>Notices that a regulator or the operator may read.</summary>
internal static class NoticeList
{
    public static ListView Of(Screen s) => new ListView<NoticeView>(
        s.T("Notices", "通知"), "/v1/notices", n => $"{n.Id}")
    {
        Intro = s.Kind is OrganisationKind.Regulator
            ? s.T(
                "Notices in your region and functions, oldest first; or by the region of the claimant or the accused.",
                "本机构辖区与职能范围内的通知，按受理先后排列；也可按权利人或被投诉人所在地区查询。")
            : null,
        File = "notices",
        WhenEmpty = s.T("No notice is yours to read yet.", "暂无可查看的通知。"),
        Filters = [.. Filters(s)],
        Columns =
        [
            new(s.T("Notice", "通知"), n => Cell.Link($"{n.Id}"[^8..], $"/console/notices/{n.Id}")),
            new("URL", n => Cell.Of(n.CanonicalUrl)),
            new(s.T("Platform", "平台"), n => Cell.Link(n.PlatformName, $"/console/platforms/{n.PlatformId}")),
            new(s.T("State", "状态"), n => Cell.State(s, (NoticeState?)n.State)),
            new(s.T("Time limit", "时限"), n => Cell.State(s, (SlaStatus?)n.Sla.Status)),
            new(s.T("To be acted on by", "处置期限"), n => n.Sla.Status is SlaStatus.Running
                ? Cell.Due(s, n.Deadlines?.Act) : Cell.When(s, n.Deadlines?.Act)),
            new(s.T("Accepted", "受理时间"), n => Cell.When(s, n.AcceptedAt)),
        ],
    };

    private static IEnumerable<Filter> Filters(Screen s)
    {
        if (s.Kind is OrganisationKind.Regulator)
            yield return Filter.Of(s, "by", s.T("Region of", "按所在地区"), "platform", "claimant", "accused");
        yield return Filter.Of<NoticeState>(s, "state", s.T("State", "状态"));
        yield return new("platform", s.T("Platform (id)", "平台（编号）"));
        yield return Filter.Of(s, "delivery", s.T("Delivery", "送达"), "pending", "failed", "offered", "delivered");
        yield return new("url", "URL");
        yield return new("account", s.T("Account", "账号"));
    }
}
