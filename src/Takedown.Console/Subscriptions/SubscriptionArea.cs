using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Subscriptions;

/// <summary>Subscriptions to events, of claimants and regulators.</summary>
internal sealed class SubscriptionArea : IArea
{
    public IEnumerable<MenuLine> Menu =>
    [
        new("/events", "Events", "事件", Regulator) { Group = ("Data", "数据") },
        new("/subscriptions", "Event webhooks", "事件推送", Claimant, Regulator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/subscriptions", ListOf, Claimant, Regulator);
        routes.Page<NewSubscription>("/subscriptions/new", Claimant, Regulator);
        routes.Page<SubscriptionPage>("/subscriptions/{id:guid}", Claimant, Regulator);
        routes.Own.MapPost("/subscriptions/{id:guid}/test", TestAsync).TakesForm(Claimant, Regulator);
    }

    private static ListView ListOf(Screen s) => new ListView<SubscriptionView>(
        s.T("Event webhooks", "事件推送"), "/v1/subscriptions", v => $"{v.Id}")
    {
        Intro = s.T(
            "Your events are posted to these addresses, signed and in their order.", "系统按顺序向下列地址推送带签名的事件。"),
        File = "subscriptions",
        WhenEmpty = s.T(
            "There is none yet. Without one, events are read on the page Events and through the API.",
            "尚未设立。未设立时，可在“事件”页面或通过接口读取事件。"),
        Above = builder =>
        {
            builder.OpenComponent<SubscriptionButton>(0);
            builder.CloseComponent();
        },
        Columns =
        [
            new(s.T("Address", "地址"), v => Cell.Link(v.Url, $"/console/subscriptions/{v.Id}")),
            new(s.T("For", "用途"), v => Cell.Of(v.Description)),
            new(s.T("State", "状态"), v => State(s, v)),
            new(s.T("Last failure", "最近失败"), v => Cell.Of(v.Code)),
            new(s.T("Failed attempts", "失败次数"), v => Cell.Number(s, v.Failures)) { IsNumber = true },
            new(s.T("Next attempt", "下次推送"), v => Cell.When(s, v.NextAt)),
        ],
    };

    internal static Cell State(Screen s, SubscriptionView v) => v switch
    {
        { DisabledAt: not null } => new(s.T("Disabled", "已停用")) { Tone = Tone.Bad },
        { Active: false } => new(s.T("Paused", "已暂停")) { Tone = Tone.Plain },
        { Failures: > 0 } => new(s.T("Failing", "推送失败")) { Tone = Tone.Waiting },
        _ => new(s.T("Active", "推送中")) { Tone = Tone.Good },
    };

    /// <summary>Has a test message posted and shows what became of it.</summary>
    private static async Task<IResult> TestAsync(Screen screen, Guid id)
    {
        var answer = await screen.Api.SendAsync("POST", $"/v1/subscriptions/{id}/test");
        return answer.IsSuccess
            ? Pages.Show<SubscriptionPage>(200, ("Result", answer.Read<WebhookTestResult>()))
            : Pages.Show<SubscriptionPage>(answer.Status, ("Problem", Problem.Of(answer)));
    }
}
