using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.FieldWork;

/// <summary>Patrols, inspections and the work log: lists with short forms.</summary>
internal static class FieldWorkLists
{
    public static readonly IReadOnlyList<string> Inspections =
        ["supervision", "joint", "spot-check", "market-sweep", "sample-purchase"];

    public static readonly IReadOnlyList<string> Log =
        ["training", "publicity", "meeting", "typical-case", "bulletin", "other"];

    public static ListView Patrols(Screen s) => Of(s, "patrols", s.T("Patrols", "网络巡查"), [
        new(s.T("Sites", "巡查网站"), w => Cell.Number(s, w.Sites)) { IsNumber = true },
        new(s.T("Apps", "巡查 APP"), w => Cell.Number(s, w.Apps)) { IsNumber = true },
        new(s.T("Works", "监测作品"), w => Cell.Number(s, w.Works)) { IsNumber = true },
        new(s.T("Problems", "发现问题"), w => Cell.Number(s, w.Found)) { IsNumber = true },
    ]);

    public static ListView Visits(Screen s) => Of(s, "inspections", s.T("Inspections", "检查"), [
        new(s.T("Kind", "类型"), w => Cell.Of(s.Word(w.Kind))),
        new(s.T("Subject", "检查对象"), w => Cell.Of(w.Subject)),
        new(s.T("Sites", "抽查网站"), w => Cell.Number(s, w.Sites)) { IsNumber = true },
        new(s.T("Licences", "抽查版权文件"), w => Cell.Number(s, w.Works)) { IsNumber = true },
        new(s.T("Ordered down", "责令下架"), w => Cell.Number(s, w.TakenDown)) { IsNumber = true },
        new(s.T("Seized", "收缴制品"), w => Cell.Number(s, w.Seized)) { IsNumber = true },
        new(s.T("Problems", "发现问题"), w => Cell.Number(s, w.Found)) { IsNumber = true },
    ]);

    public static ListView WorkLog(Screen s) => Of(s, "work-log", s.T("Work log", "工作日志"), [
        new(s.T("Kind", "类型"), w => Cell.Of(s.Word(w.Kind))),
        new(s.T("Title", "内容"), w => Cell.Of(w.Subject)),
        new(s.T("How many", "次数"), w => Cell.Number(s, w.Count)) { IsNumber = true },
        new(s.T("People", "人次"), w => Cell.Number(s, w.People)) { IsNumber = true },
    ]);

    private static ListView<FieldWorkView> Of(
        Screen s, string path, string title, IReadOnlyList<Column<FieldWorkView>> own) =>
        new(title, $"/v1/{path}", w => $"{w.Id}")
        {
            File = path,
            Above = Links.Of(s, ($"/console/{path}/new", s.T("Record", "登记"))),
            WhenEmpty = s.T("Nothing was recorded yet.", "暂无记录。"),
            Filters =
            [
                new("from", s.T("From", "起始日期")) { Type = "date" },
                new("to", s.T("To", "截止日期")) { Type = "date" },
                new("campaign", s.T("Campaign", "专项行动代码")),
            ],
            Columns =
            [
                new(s.T("Day", "日期"), w => Texts.Link(Texts.Day(w.Date), $"/console/{path}/{w.Id}")),
                .. own,
                new(s.T("Body", "机构"), w => Cell.Of(w.OwnerName)),
                new(s.T("Campaign", "专项行动"), w => Cell.Of(w.Campaign)),
                new(s.T("Person", "登记人"), w => Cell.Of(w.Person)),
                new(s.T("Withdrawn", "已撤销"), w => Cell.When(s, w.WithdrawnAt)),
            ],
        };
}
