using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Core.Filings;

namespace Takedown.Server.Forms;

/// <summary>Headings of forms that are printed or opened as a spreadsheet.</summary>
internal sealed class FormWords(string language)
{
    private readonly bool isChinese = language == "zh-CN";

    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        ["Monthly statistics"] = "工作情况统计表",
        ["Organisation"] = "填报单位",
        ["Region"] = "行政区划代码",
        ["Line"] = "部门类别",
        ["Campaign"] = "专项行动",
        ["Month"] = "统计月份",
        ["Drafted by"] = "填报人",
        ["Checked by"] = "审核人",
        ["Signed by"] = "签发人",
        ["Telephone"] = "联系电话",
        ["Submitted"] = "填报日期",
        ["Status"] = "状态",
        ["Group"] = "组别",
        ["Name"] = "代码",
        ["Figure"] = "指标",
        ["This month"] = "本月",
        ["Year to date"] = "本年累计",
        ["Corrected"] = "更正后",
        ["Filed below"] = "下级已报合计",
        ["Gap"] = "差额",
        ["Note"] = "备注",
        ["Summary"] = "工作小结",
        ["Not filed"] = "未报送单位",
        ["Row"] = "序号",
        ["Case number"] = "案件编号",
        ["Case"] = "案件名称",
        ["Party"] = "当事人名称",
        ["Identity"] = "证件号码 (脱敏)",
        ["Right"] = "侵权类型",
        ["Item"] = "事项",
        ["Key case"] = "重点案件",
        ["Cross-border"] = "跨境",
        ["Opened"] = "受理日期",
        ["Filed"] = "立案日期",
        ["Closed"] = "结案日期",
        ["right-holder"] = "权利人",
        ["target"] = "网站/APP/账号名称",
        ["ip-place"] = "IP 所在地",
        ["filing-no"] = "备案号",
        ["hosted-abroad"] = "服务器是否境外",
        ["work-types"] = "作品类别",
        ["basis"] = "适用法律条款",
        ["measures"] = "处理措施",
        ["penalty-no"] = "处罚决定书文号",
        ["penalty-date"] = "处罚日期",
        ["fine"] = "罚款 (元)",
        ["confiscated"] = "没收违法所得 (元)",
        ["goods"] = "没收物品数",
        ["transferred"] = "是否移送",
        ["transferred-on"] = "移送日期",
        ["police-filed-on"] = "公安立案日期",
        ["arrested"] = "采取强制措施人数",
        ["yes"] = "是",
        ["no"] = "否",
        ["draft"] = "草稿",
        ["checked"] = "已审核",
        ["signed"] = "已签发",
        ["submitted"] = "已上报",
        ["returned"] = "已退回",
        ["locked"] = "已锁定",
        ["patrol"] = "巡查",
        ["complaints"] = "投诉举报",
        ["notices"] = "通知处置",
        ["removal"] = "删除下架",
        ["accounts"] = "账号处置",
        ["key-works"] = "重点作品",
        ["platform-work"] = "平台监管",
        ["site-measures"] = "网站处置",
        ["cases"] = "案件查处",
        ["supervision"] = "督办督导",
        ["cooperation"] = "协作",
        ["publicity"] = "宣传培训",
    };

    public string this[string word] => isChinese ? Chinese.GetValueOrDefault(word, word) : word;

    public string Language => language;

    public string Figure(FormFigure figure) => isChinese ? figure.Zh : figure.En;

    public string Line(MonthlyForm form) => isChinese ? form.LineZh : form.Line;

    public string Status(FilingStatus status) => this[status.Word()];

    public string Flag(bool value) => this[value ? "yes" : "no"];

    public static string? Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The day of an instant where the reader is.</summary>
    public static string? Day(DateTimeOffset? at, ReportZone zone) => at is { } instant
        ? ReportMonth.DayOf(instant, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
