using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Operators;

/// <summary>Claimants as senders.</summary>
internal static class SenderLists
{
    public static ListView Senders(Screen s) => new ListView<SenderView>(
        s.T("Senders", "发送方"), "/v1/senders", v => $"{v.Id}")
    {
        Intro = s.T(
            "What claimants sent in the last 30 days, or in the days below, and how often they were right. Those with "
                + "the most notices are first; a large number alone is no reason to slow anybody down.",
            "权利人近 30 日或者所选日期内的发送情况和准确程度，按数量由多到少排列。数量多本身不构成限速理由。"),
        File = "senders",
        WhenEmpty = s.T("Nobody has sent anything in this time.", "该期间内无发送记录。"),
        Filters =
        [
            new("from", s.T("From", "自")) { Type = "date" }, new("to", s.T("To", "至")) { Type = "date" },
        ],
        Columns =
        [
            new(s.T("Sender", "发送方"), v => Cell.Link(v.Name, $"/console/senders/{v.Id}")),
            new(s.T("State", "状态"), v => State(s, v)),
            new(s.T("Keys of", "密钥类型"), v => Cell.Of(Keys(s, v))),
            new(s.T("Rows", "行数"), v => Cell.Number(s, v.Received)) { IsNumber = true },
            new(s.T("Duplicates", "重复"), v => Cell.Number(s, v.Duplicates)) { IsNumber = true },
            new(s.T("Rejected", "不予受理"), v => Cell.Number(s, v.Rejected)) { IsNumber = true },
            new(s.T("Removed", "已处置"), v => Cell.Number(s, v.Accuracy?.Removed ?? 0)) { IsNumber = true },
            new(s.T("Refused", "平台拒绝"), v => Cell.Number(s, v.Accuracy?.Refused ?? 0)) { IsNumber = true },
            new(s.T("Precision", "准确率"), v => Precision(s, v.Accuracy)) { IsNumber = true },
            new(s.T("Last batch", "最近批次"), v => Cell.When(s, v.LastBatchAt)),
        ],
    };

    internal static Cell State(Screen s, SenderView v) => v.Slowdown is null ? Cell.Empty
        : new(s.T("Slowed down", "已限速")) { Tone = Tone.Waiting };

    /// <summary>Programs have the key of the organisation, people have their own.</summary>
    internal static string Keys(Screen s, SenderView v) => (v.OrganisationKeyUsedAt, v.PersonKeyUsedAt) switch
    {
        (null, null) => "",
        (not null, null) => s.T("organisation", "机构"),
        (null, not null) => s.T("people", "个人"),
        _ => s.T("both", "机构和个人"),
    };

    /// <summary>With the number of answers where they are few.</summary>
    internal static Cell Precision(Screen s, NotifierAccuracy? accuracy)
    {
        if (accuracy?.Precision is not { } precision) return Cell.Empty;
        var (answers, rate) = (accuracy.Removed + accuracy.Refused, s.Percent(precision));
        return new(!accuracy.SmallN ? rate : s.T($"{rate} of only {answers}", $"{rate}（仅 {answers} 条）"))
        {
            IsNumber = true,
        };
    }
}
