using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators;

internal static class PlatformList
{
    public static ListView Of(Screen s)
    {
        (string, string?)[] period = [("from", s.Query("from")), ("to", s.Query("to"))];
        return new ListView<PlatformCompliance>(
            s.T("Platforms", "平台"), "/v1/compliance/platforms", p => $"{p.PlatformId}")
        {
            Intro = s.T("All figures since the beginning, or of the days that you choose.",
                "默认统计全部时间，可按日期查询。"),
            File = "platforms",
            WhenEmpty = s.T("No platform is registered in your region.", "本辖区内没有登记的平台。"),
            Filters =
            [
                new("from", s.T("From", "开始日期")) { Type = "date" },
                new("to", s.T("To", "结束日期")) { Type = "date" },
                new("by", s.T("Whose region", "按谁的所在地"))
                {
                    Choices =
                    [
                        ("claimant", s.T("of the claimant", "权利人所在地")),
                        ("accused", s.T("of the accused", "被投诉人所在地")),
                    ],
                },
            ],
            Columns =
            [
                new(s.T("Platform", "平台"),
                    p => Cell.Link(p.Name, Paths.With($"/console/platforms/{p.PlatformId}", period))),
                new(s.T("Region", "地区"), p => Cell.Of(p.Region)),
                new(s.T("Service", "服务类型"), p => Cell.Of(s.Word(p.ServiceType))),
                new(s.T("On time", "按期处置率"), p => Cell.Percent(s, p.OnTimeRate)) { IsNumber = true },
                Number(s.T("Received", "收到"), p => p.Received),
                Number(s.T("Removed", "已采取措施"), p => p.Removed),
                Number(s.T("Refused", "已拒绝"), p => p.Rejected),
                Number(s.T("Breached", "超期"), p => p.Breached),
                new(s.T("Median time", "用时中位数"),
                    p => Cell.Of(p.Handling is { } h ? Spans.Text(s, h.Median) : "")) { IsNumber = true },
                Number(s.T("Open", "未办结"), p => p.Open),
                Number(s.T("Open escalations", "未办结上报"), p => p.OpenEscalations),
                Number(s.T("Due in 24 h", "24 小时内到期"), p => p.DueIn24Hours),
            ],
        };

        Column<PlatformCompliance> Number(string head, Func<PlatformCompliance, long?> count) =>
            new(head, p => Cell.Number(s, count(p))) { IsNumber = true };
    }
}
