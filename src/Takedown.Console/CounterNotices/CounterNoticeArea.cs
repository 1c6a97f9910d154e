using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.CounterNotices;

/// <summary>Counter-notices, as each of the four reads them.</summary>
internal sealed class CounterNoticeArea : IArea
{
    public IEnumerable<MenuLine> Menu =>
    [
        new("/counter-notices", "Counter-notices", "反通知", Claimant, Platform, Regulator, Operator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/counter-notices", ListOf, Claimant, Platform, Regulator, Operator);
        routes.Page<CounterNoticePage>("/counter-notices/{id:guid}", Claimant, Platform, Regulator, Operator);
    }

    private static ListView ListOf(Screen s) => new ListView<CounterNoticeView>(
        s.T("Counter-notices", "反通知"), "/v1/counter-notices", c => $"{c.Id}")
    {
        Intro = s.Kind switch
        {
            Claimant => s.T(
                "What the accused say against measures that you asked for. Prove a proceeding in time, or the measure "
                    + "ends.",
                "被投诉人对贵方所请求措施提交的反通知。逾期未证明已起诉或者投诉的，措施将终止。"),
            Platform => s.T(
                "What your users say against your measures.", "用户对本平台所采取措施提交的反通知。"),
            _ => null,
        },
        File = "counter-notices",
        WhenEmpty = s.T("There is none.", "暂无反通知。"),
        Filters = [new("notice", s.T("Notice (id)", "通知（编号）"))],
        Columns =
        [
            new(s.T("Counter-notice", "反通知"),
                c => Cell.Link($"{c.Id}"[^8..], $"/console/counter-notices/{c.Id}")),
            new(s.T("Filed", "提交时间"), c => Cell.When(s, c.FiledAt)),
            new(s.T("By", "提交人"), c => Cell.State(s, c.FiledBy, Parts.Tone.Plain)),
            new(s.T("Accused", "被投诉人"), c => Cell.Of(c.Accused.Name)),
            new(s.T("Notices", "涉及通知"), c => Cell.Number(s, c.Notices.Count)) { IsNumber = true },
            new(s.T("State", "状态"), c => Cell.State(s, c.Notices[0].State)),
            new(s.T("Window until", "等待期截止"), c => Cell.Due(s, c.Notices.Min(n => n.CounterWindow))),
        ],
    };
}
