using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;

namespace Takedown.Screens.Claimants;

/// <summary>The recalls of the reader's organisation.</summary>
internal static class RecallList
{
    public static ListView Of(Screen s) => new ListView<RecallView>(
        s.T("Recalls", "召回"), "/v1/recalls", r => $"{r.Id}")
    {
        Intro = s.T(
            "What was taken back in one go, and what became of each notice. They are taken back on the page Notices.",
            "一次撤回多份通知的记录及每份通知的结果。撤回请在“通知”页面进行。"),
        File = "recalls",
        Columns =
        [
            new(s.T("Recall", "召回"), r => ClaimantLists.Short(r.Id, "recalls")),
            new(s.T("Asked for", "请求时间"), r => Cell.When(s, r.At)),
            new(s.T("State", "状态"), r => Cell.Of(RecallPage.StateText(s, r.State))),
            new(s.T("Notices", "通知"), r => Cell.Number(s, r.Total)) { IsNumber = true },
            new(s.T("Ended", "已终止"), r => Cell.Number(s, r.Withdrawn)) { IsNumber = true },
            new(s.T("To be restored", "待恢复"), r => Cell.Number(s, r.RestoreDue)) { IsNumber = true },
            new(s.T("Refused", "不能召回"), r => Cell.Number(s, r.Refused)) { IsNumber = true },
            new(s.T("Reason", "理由"), r => Cell.Of(r.Reason)),
        ],
    };
}
