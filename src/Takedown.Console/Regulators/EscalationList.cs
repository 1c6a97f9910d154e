using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators;

/// <summary>The queue of escalations, oldest first as the API orders them.</summary>
internal static class EscalationList
{
    /// <summary>As many as the API counts.</summary>
    public const int MostCounted = 5000;

    public static ListView Of(Screen s) => new ListView<EscalationView>(
        s.T("Escalations", "超期上报"), "/v1/escalations", e => $"{e.Id}")
    {
        Intro = s.T("Breaches of time limits that came to you, the oldest first.", "平台超期未处置的上报，按时间先后排列。"),
        File = "escalations",
        Beside = Looks.Of(s, LookSubject.Escalation),
        WhenEmpty = s.T(
            "No breach has been reported to you. A notice comes here when its platform has not acted in time.",
            "暂无上报。平台超过时限未处置的通知将自动上报至此。"),
        Filters =
        [
            Filter.Of<EscalationStatus>(s, "status", s.T("Status", "状态")),
            new("platform", s.T("Platform", "平台")) { Load = PlatformsAsync },
        ],
        Above = builder =>
        {
            builder.OpenComponent<EscalationCounts>(0);
            builder.CloseComponent();
        },
        Columns =
        [
            new(s.T("What", "内容"), e => Cell.Link(TitleOf(s, e), $"/console/escalations/{e.Id}")),
            new(s.T("Platform", "平台"), e => Cell.Of(e.PlatformName)),
            new(s.T("Target", "侵权地址"), e => Cell.Of(e.Target)),
            new(s.T("Claimant", "权利人"), e => Cell.Of(e.ClaimantName)),
            new(s.T("Was due", "原截止时间"),
                e => e.Status is EscalationStatus.Open ? Cell.Due(s, e.Due) : Cell.When(s, e.Due)),
            new(s.T("Status", "状态"), e => Cell.State(s, (EscalationStatus?)e.Status)),
            new(s.T("You see it by", "知悉依据"), e => Cell.Of(SeenAs(s, e))),
            new(s.T("Reported", "上报时间"), e => Cell.When(s, e.At)),
            new(s.T("Resolved", "处理时间"), e => Cell.When(s, e.ResolvedAt)),
        ],
    };

    /// <summary>The work, or the account where it is about one.</summary>
    public static string TitleOf(Screen s, EscalationView e) => e.Title
        ?? (e.Account is { } account ? s.T($"Account {account.Name ?? account.Id}", $"账号 {account.Name ?? account.Id}")
            : s.T("Notice without a title", "未填写作品名称的通知"));

    /// <summary>Whose region is yours.</summary>
    public static string SeenAs(Screen s, EscalationView e) => e.SeenAs switch
    {
        Contracts.SeenAs.Platform => s.T("the platform's region", "平台所在地"),
        Contracts.SeenAs.Claimant => s.T("the claimant's region", "权利人所在地"),
        Contracts.SeenAs.Accused => s.T("the accused's region", "被投诉人所在地"),
        null => "",
    };

    private static async Task<IReadOnlyList<(string Value, string Text)>> PlatformsAsync(Screen s)
    {
        var counted = (await CountsAsync(s, s.Query("status")))
            .Select(c => ($"{c.PlatformId}", $"{c.PlatformName} ({s.Number(c.Count)})")).ToList();
        // One that has none is still the filter of the address.
        if (s.Query("platform") is { } chosen && !counted.Any(c => c.Item1 == chosen)) counted.Add((chosen, chosen));
        return counted;
    }

    /// <summary>
    /// Platforms with escalations, the most first: asked for once a page, by the filter and by what stands above it.
    /// </summary>
    public static Task<IReadOnlyList<EscalationCount>> CountsAsync(Screen s, string? status)
    {
        if (s.Http.Items[typeof(EscalationCount)] is Task<IReadOnlyList<EscalationCount>> asked) return asked;
        var asking = ReadCountsAsync(s, status);
        s.Http.Items[typeof(EscalationCount)] = asking;
        return asking;
    }

    private static async Task<IReadOnlyList<EscalationCount>> ReadCountsAsync(Screen s, string? status) =>
        Kebab.TryParse<EscalationStatus>(status ?? "open", out _)
            ? (await s.Api.GetAsync<Page<EscalationCount>>(
                Paths.With("/v1/escalations/by-platform", ("status", status)))).Items
            : [];
}
