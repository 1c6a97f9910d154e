using Microsoft.AspNetCore.Components;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;

namespace Takedown.Screens.Claimants;

/// <summary>The lists of a claimant.</summary>
internal static class ClaimantLists
{
    private const string Disabled = "subscription-disabled";

    public static ListView Batches(Screen s) => new ListView<BatchView>(
        s.T("Batches", "批次"), "/v1/batches", b => $"{b.Id}")
    {
        File = "batches",
        WhenEmpty = s.T("You have sent nothing yet. Begin with “Send notices”.", "尚未提交任何通知，请从“提交通知”开始。"),
        Columns =
        [
            new(s.T("Batch", "批次"), b => Short(b.Id!.Value, "batches")),
            new(s.T("Received", "接收时间"), b => Cell.When(s, b.ReceivedAt)),
            new(s.T("Status", "状态"), b => Cell.State(s, b.Status)),
            new(s.T("Rows", "行数"), b => Cell.Number(s, b.Received)) { IsNumber = true },
            new(s.T("Accepted", "已受理"), b => Cell.Number(s, b.Accepted)) { IsNumber = true },
            new(s.T("Duplicates", "重复"), b => Cell.Number(s, b.Duplicate)) { IsNumber = true },
            new(s.T("Refused", "被拒绝"), b => Cell.Number(s, b.Rejected)) { IsNumber = true },
        ],
    };

    public static ListView Notices(Screen s) => new ListView<NoticeView>(
        s.T("Notices", "通知"), "/v1/notices", n => $"{n.Id}")
    {
        File = "notices",
        Filters =
        [
            Filter.Of<NoticeState>(s, "state", s.T("State", "状态")),
            new("batch", s.T("Batch", "批次")), new("platform", s.T("Platform (id)", "平台（编号）")),
            Filter.Of(s, "delivery", s.T("Delivery", "送达"), "pending", "failed", "offered", "delivered"),
            new("clientRef", s.T("Your reference", "自有编号")), new("url", "URL"),
            new("account", s.T("Account", "账号")),
        ],
        Columns =
        [
            new(s.T("Notice", "通知"), n => Short(n.Id, "notices")),
            new(s.T("Your reference", "自有编号"), n => Cell.Of(n.ClientRef)),
            new("URL", n => Cell.Of(n.CanonicalUrl)),
            new(s.T("Platform", "平台"), n => Cell.Of(n.PlatformName)),
            new(s.T("State", "状态"), n => Cell.State(s, (NoticeState?)n.State)),
            new(s.T("Time limit", "时限"), n => Cell.State(s, (SlaStatus?)n.Sla.Status)),
            new(s.T("To be acted on by", "处置期限"), n => n.Sla.Status is SlaStatus.Running
                ? Cell.Due(s, n.Deadlines?.Act) : Cell.When(s, n.Deadlines?.Act)),
            new(s.T("Accepted", "受理时间"), n => Cell.When(s, n.AcceptedAt)),
        ],
        BulkPath = "/notices/withdraw",
        Bulk = Content<WithdrawBar>(),
    };

    public static ListView Events(Screen s) => new ListView<FeedItem>(
        s.T("Events", "事件"), "/v1/events", e => e.Cursor)
    {
        Intro = s.Kind is OrganisationKind.Regulator
            ? s.T("What was escalated to you and what happened to your own notices, in its order.",
                "按发生顺序列出上报本机构的事件及本机构所发通知的事件。")
            : s.T("What happened to your notices, in the order in which it happened.", "按发生顺序列出与您的通知有关的事件。"),
        File = "events",
        Columns =
        [
            new(s.T("Time", "时间"), e => Cell.When(s, e.At)),
            new(s.T("Event", "事件"), e => Cell.Of(s.Word(e.Type))),
            new(s.T("About", "对象"), e => About(s, e)),
            new(s.T("Reference", "编号"), e => Cell.Of(e.ClientRef)),
            new(s.T("State", "状态"), e => Cell.State(s, e.State)),
            new(s.T("Measure", "措施"), e => Cell.Of(s.Word(e.Measure))),
            new(s.T("Due", "期限"), e => Cell.When(s, e.Due)),
            new(s.T("Reason", "理由"), e => Cell.Of(Reason(s, e))),
        ],
    };

    public static ListView UnknownHosts(Screen s) => new ListView<PlatformRequestView>(
        s.T("Unknown platforms", "未登记平台"), "/v1/platform-requests", r => $"{r.Id}")
    {
        Intro = s.T(
            "A notice to a host that no platform has registered is refused. Ask the operator to register it.",
            "向未登记主机发送的通知不予受理，可在此申请由运营方登记。"),
        File = "platform-requests",
        Filters = [Filter.Of<PlatformRequestStatus>(s, "status", s.T("Status", "状态"))],
        Above = Content<RequestPlatform>(),
        Columns =
        [
            new(s.T("Host", "主机"), r => Cell.Of(r.Host)),
            new(s.T("Status", "状态"), r => Cell.State(s, (PlatformRequestStatus?)r.Status)),
            new(s.T("Asked", "申请时间"), r => Cell.When(s, r.At)),
            new(s.T("Decided", "决定时间"), r => Cell.When(s, r.DecidedAt)),
            new(s.T("Note", "说明"), r => Cell.Of(r.Note)),
            new(s.T("Reason", "理由"), r => Cell.Of(r.Reason)),
        ],
    };

    public static Cell Short(Guid id, string page) => Cell.Link($"{id}"[^8..], $"/console/{page}/{id}");

    public static RenderFragment Content<T>() where T : IComponent => builder =>
    {
        builder.OpenComponent<T>(0);
        builder.CloseComponent();
    };

    /// <summary>What an event is about: a notice, or what its reader itself has.</summary>
    private static Cell About(Screen s, FeedItem e) => e switch
    {
        { NoticeId: { } id } => Short(id, "notices"),
        { Type: Disabled, Reason.Text: { } path } => Cell.Link(
            s.T("Webhook", "推送"), $"/console/subscriptions/{Paths.Segment(path[(path.LastIndexOf('/') + 1)..])}"),
        { Type: "slowed-down" or "slowdown-ended" } => Cell.Link(s.T("Use and limits", "用量"), "/console/usage"),
        _ => Cell.Empty,
    };

    private static string Reason(Screen s, FeedItem e)
    {
        // A code with a point, such as webhook.status-410, is the same in every language.
        var code = e.Reason?.Code is { } given && given.Contains('.', StringComparison.Ordinal) ? given
            : s.Word(e.Reason?.Code);
        return string.Join(": ", new[] { code, e.Type == Disabled ? null : e.Reason?.Text }
            .Where(t => !string.IsNullOrEmpty(t)));
    }
}
