using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Platforms;

/// <summary>What platforms removed without a notice, for them and for who supervises them.</summary>
internal static class OwnRemovalList
{
    public static ListView Of(Screen s) => new ListView<OwnRemovalView>(
        s.Kind is OrganisationKind.Platform ? s.T("Own removals", "自行处置") : s.T("Removals by platforms", "平台自行处置"),
        "/v1/own-removals", r => $"{r.Id}")
    {
        Intro = s.T("Infringing content that was removed without a notice. It is counted apart from notices.",
            "未经通知自行处置的侵权内容，与通知分别统计。"),
        File = "own-removals",
        Above = s.Kind is OrganisationKind.Platform && s.May(KeyScope.Respond)
            ? Links.Of(s, ("/console/own-removals/new", s.T("Record a removal", "登记自行处置"))) : null,
        Filters = s.Kind is OrganisationKind.Platform ? [new("account", s.T("Account", "账号"))]
            : [new("platform", s.T("Id of the platform", "平台编号")), new("account", s.T("Account", "账号"))],
        WhenEmpty = s.T("No removal was recorded.", "暂无自行处置记录。"),
        Columns =
        [
            new(s.T("Removal", "编号"), r => Cell.Of($"{r.Id}"[^8..])),
            new(s.T("Platform", "平台"), r => Cell.Of(r.PlatformName)),
            new(s.T("Address", "网址"), r => Cell.Of(r.Url)),
            new(s.T("Type of work", "作品类型"), r => Cell.Of(s.Word(r.WorkType))),
            new(s.T("Infringement", "侵权情形"), r => Cell.Of(s.Word(r.Mode))),
            new(s.T("Account", "账号"), r => Cell.Of(r.Account?.Name ?? r.Account?.Id)),
            new(s.T("Measure", "措施"), r => Cell.Of(s.Word((Measure?)r.Measure))),
            new(s.T("Done", "处置时间"), r => Cell.When(s, r.At)),
            new(s.T("Ground", "发现途径与理由"), r => Cell.Of(r.Ground)),
        ],
    };
}
