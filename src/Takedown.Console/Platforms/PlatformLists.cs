using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Claimants;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Platforms;

/// <summary>The lists of a platform.</summary>
internal static class PlatformLists
{
    public static ListView Inbox(Screen s) => new ListView<InboxItem>(
        s.T("Inbox", "收件箱"), "/v1/inbox/queue", i => $"{i.NoticeId}")
    {
        Intro = s.T("Notices that wait for your answer, next due first.", "待答复的通知，按期限先后排列。"),
        File = "inbox",
        Beside = Looks.Of(s, LookSubject.Notice),
        WhenEmpty = s.T("No notice waits for an answer.", "没有待答复的通知。"),
        Filters =
        [
            new("due", s.T("Time left", "剩余时间"))
            {
                Choices = [.. DueWords.All.Select(w => (w.Word, s.T(w.English, w.Chinese)))],
            },
            Filter.Of(
                s, "state", s.T("State", "状态"), "delivered", "acknowledged", "information-requested", "escalated",
                "restore-due"),
            Filter.Of<Tier>(s, "tier", s.T("Priority", "优先级")),
        ],
        Columns =
        [
            new(s.T("Notice", "通知"), i => ClaimantLists.Short(i.NoticeId, "notices")),
            new(s.T("Work", "作品"), i => Cell.Of(i.Notice.Work?.Title)),
            new(s.T("Reported place", "被投诉内容"), i => Cell.Of(i.Notice.Target?.Url ?? i.Notice.Target?.Locator)),
            new(s.T("Infringement", "侵权情形"), i => Cell.Of(s.Word(i.Notice.Infringement))),
            new(s.T("Right holder", "权利人"), i => Cell.Of(i.Notice.RightsHolder?.Name)),
            new(s.T("Priority", "优先级"), i => Cell.Of(s.Word((Tier?)i.Tier))),
            new(s.T("State", "状态"), i => Cell.State(s, (NoticeState?)i.State)),
            new(s.T("Due", "期限"), i => Cell.Due(s, i.Due)),
            new(s.T("Other claimants", "其他投诉人"), i => i.OtherClaimants is { } others
                ? Cell.Number(s, others) : Cell.Empty) { IsNumber = true },
            new(s.T("Re-upload", "重复上传"), i => i.ReuploadOf is { } former
                ? ClaimantLists.Short(former, "notices") : Cell.Empty),
            new(s.T("Account blacklisted until", "账号黑名单截止"), i => Cell.When(s, i.BlacklistedUntil)),
        ],
        BulkPath = "/inbox/answer",
        Bulk = ClaimantLists.Content<InboxBar>(),
    };

    public static ListView Answers(Screen s) => new ListView<HeldAnswersView>(
        s.T("Given answers", "已提交答复"), "/v1/held-answers", a => $"{a.Id}")
    {
        Intro = s.T("What was answered in the last day, with what became of it.", "最近一天提交的答复及其结果。"),
        File = "answers",
        Columns =
        [
            new(s.T("Answers", "答复"), a => ClaimantLists.Short(a.Id, "answers")),
            new(s.T("Handed in", "提交时间"), a => Cell.When(s, a.At)),
            new(s.T("Answer", "内容"), a => Cell.Of(s.Word((ResponseKind?)a.Response))),
            new(s.T("State", "状态"), a => Cell.State(s, (HeldStatus?)a.Status)),
            new(s.T("Number", "数量"), a => Cell.Number(s, a.Total)) { IsNumber = true },
            new(s.T("Taken back", "已撤回"), a => Cell.Number(s, a.Undone)) { IsNumber = true },
            new(s.T("Refused", "被拒绝"), a => Cell.Number(s, a.Refused)) { IsNumber = true },
        ],
    };

    public static ListView AccountActions(Screen s) => new ListView<AccountActionView>(
        s.T("Account actions", "账号处置"), "/v1/account-actions", a => $"{a.Id}")
    {
        Intro = s.T("Measures against accounts of repeat infringers that are asked of you.", "针对重复侵权账号、要求贵平台采取的措施。"),
        File = "account-actions",
        Filters = [Filter.Of<AccountActionStatus>(s, "status", s.T("Status", "状态"))],
        Columns =
        [
            new(s.T("Action", "编号"), a => Cell.Of($"{a.Id}"[^8..])),
            new(s.T("Account", "账号"), a => Cell.Link(
                a.Account.Name ?? a.Account.Id, Accounts.AccountArea.PathOf(a.Account.Id, null))),
            new(s.T("Measure", "措施"), a => Cell.Of(s.Word((Measure?)a.Measure))),
            new(s.T("Strikes", "侵权次数"), a => Cell.Number(s, a.Strikes)) { IsNumber = true },
            new(s.T("Last notice", "最近通知"), a => a.NoticeIds is [var last, ..]
                ? ClaimantLists.Short(last, "notices") : Cell.Empty),
            new(s.T("Status", "状态"), a => Cell.State(s, (AccountActionStatus?)a.Status)),
            new(s.T("Due", "期限"), a => a.Sla is SlaStatus.Running ? Cell.Due(s, a.Due) : Cell.When(s, a.Due)),
            new(s.T("Until", "截止时间"), a => Cell.When(s, a.Blacklist?.Until)),
        ],
        BulkPath = "/inbox/answer",
        Bulk = ClaimantLists.Content<AccountBar>(),
    };

    public static ListView Questions(Screen s) => new ListView<InformationRequestView>(
        s.T("Questions of authorities", "主管部门的信息要求"), "/v1/information-requests", r => $"{r.Id}")
    {
        File = "information-requests",
        Filters = [Filter.Of<InformationRequestStatus>(s, "status", s.T("Status", "状态"))],
        Columns =
        [
            new(s.T("Request", "编号"), r => ClaimantLists.Short(r.Id, "questions")),
            new(s.T("Authority", "部门"), r => Cell.Of(r.BodyName)),
            new(s.T("Kind", "类型"), r => Cell.Of(s.Word((InformationRequestKind?)r.Kind))),
            new(s.T("Status", "状态"), r => Cell.State(s, (InformationRequestStatus?)r.Status)),
            new(s.T("Due", "期限"), r => r.AnsweredAt is null ? Cell.Due(s, r.Due) : Cell.When(s, r.Due)),
        ],
    };

    public static ListView SelfChecks(Screen s) => new ListView<SelfInspectionView>(
        s.T("Self-inspections", "自查自纠"), "/v1/self-inspections", v => $"{v.Id}")
    {
        File = "self-inspections",
        Filters = [Filter.Of<SelfInspectionStatus>(s, "status", s.T("Status", "状态"))],
        Columns =
        [
            new(s.T("Demand", "编号"), v => ClaimantLists.Short(v.Id, "self-checks")),
            new(s.T("Authority", "部门"), v => Cell.Of(v.BodyName)),
            new(s.T("Text", "内容"), v => Cell.Of(v.Text.Length > 120 ? v.Text[..120] + "…" : v.Text)),
            new(s.T("Status", "状态"), v => Cell.State(s, v.Platforms.Select(
                p => (SelfInspectionStatus?)p.Status).FirstOrDefault())),
            new(s.T("Due", "期限"), v => Cell.Due(s, v.Due)),
        ],
    };

    public static ListView Publications(Screen s) => new ListView<PublicationView>(
        s.T("Publications about you", "涉及本平台的公示"), "/v1/publications", p => $"{p.Id}")
    {
        File = "publications",
        Columns =
        [
            new(s.T("Publication", "编号"), p => ClaimantLists.Short(p.Id, "about-us")),
            new(s.T("Kind", "类型"), p => Cell.Of(s.Word((PublicationKind?)p.Kind))),
            new(s.T("Title", "标题"), p => Cell.Of(p.Title)),
            new(s.T("Authority", "部门"), p => Cell.Of(p.BodyName)),
            new(s.T("Status", "状态"), p => Cell.State(s, (PublicationStatus?)p.Status)),
            new(s.T("Replies", "回应"), p => Cell.Number(s, p.Replies.Count)) { IsNumber = true },
        ],
    };
}

/// <summary>The words of the time left, as the API and readers have them.</summary>
internal static class DueWords
{
    public static readonly IReadOnlyList<(string Word, string English, string Chinese)> All =
    [
        ("overdue", "Overdue", "已超期"), ("hour", "Less than 1 hour", "1 小时以内"),
        ("four-hours", "1 to 4 hours", "1 至 4 小时"), ("day", "4 to 24 hours", "4 至 24 小时"),
        ("later", "Later", "24 小时以后"),
    ];
}
