using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Forms;

/// <summary>Filings that are owed, bulletins, and the second form.</summary>
internal static class FormLists
{
    public static ListView Filings(Screen s) => new ListView<FilingView>(
        s.T("Filings", "报送任务"), "/v1/reports/filings", f => $"{f.Id}")
    {
        File = "filings",
        Filters =
        [
            new("status", s.T("Status", "状态"))
            {
                Choices =
                [
                    ("overdue", s.T("overdue", "已超期")), ("open", s.T("not submitted", "未报送")),
                    ("filed", s.T("submitted or accepted", "已报送或者已接收")),
                ],
            },
            Texts.Choice(s, "line", s.T("Line", "部门类别"), Texts.Lines),
            new("month", s.T("Month", "月份")) { Type = "month" },
        ],
        WhenEmpty = s.T("Nothing is owed.", "暂无报送任务。"),
        Columns =
        [
            new(s.T("Period", "期间"), f => Texts.Link(f.Period, Href(f))),
            new(s.T("Kind", "类型"), f => Cell.Of(s.Word(f.Kind as FilingKind?))),
            new(s.T("Line", "部门类别"), f => Cell.Of(s.Word(f.Line))),
            new(s.T("Body", "填报单位"), f => Cell.Of(f.OrganisationName)),
            new(s.T("Region", "区划代码"), f => Cell.Of(f.Region)),
            new(s.T("State", "状态"), f => f.Overdue ? Cell.State(s, "overdue") : Cell.State(s, f.Status.Word())),
            new(s.T("Due", "报送期限"), f => f.SubmittedAt is null ? Cell.Due(s, f.Due) : Cell.When(s, f.Due)),
            new(s.T("Submitted", "报送时间"), f => Cell.When(s, f.SubmittedAt)),
        ],
    };

    public static ListView Bulletins(Screen s) => new ListView<BulletinView>(
        s.T("Bulletins", "重大问题通报"), "/v1/bulletins", b => $"{b.Id}")
    {
        File = "bulletins",
        Above = Links.Of(s, ("/console/bulletins/new", s.T("Report upward", "上报通报"))),
        WhenEmpty = s.T("No bulletin was sent.", "暂无通报。"),
        Columns =
        [
            new(s.T("Title", "标题"), b => Texts.Link(b.Title, $"/console/bulletins/{b.Id}")),
            new(s.T("Sent", "上报时间"), b => Cell.When(s, b.At)),
            new(s.T("Body", "上报机构"), b => Cell.Of(b.OrganisationName)),
            new(s.T("Person", "上报人"), b => Cell.Of(b.Person)),
        ],
    };

    public static ListView Cases(Screen s)
    {
        var place = FormPlace.Of(s);
        return new ListView<FormCase>(
            s.T($"Cases of {place.Month}", $"{place.Month} 查处案件信息表"),
            $"/v1/reports/monthly/{Api.Paths.Segment(place.Month)}/cases", c => $"{c.Id}")
        {
            File = $"cases-{place.Month}",
            Always = [("line", place.Line), ("organisation", place.Organisation)],
            Above = Links.Of(s, (place.Page, s.T("Monthly form", "月报"))),
            WhenEmpty = s.T("No case was open in the month.", "本月无在办案件。"),
            Columns =
            [
                new(s.T("No.", "序号"), c => Cell.Number(s, c.Row)) { IsNumber = true },
                new(s.T("Number", "案件编号"), c => Texts.Link(c.No, $"/console/cases/{c.Id}")),
                new(s.T("Title", "案件名称"), c => Cell.Of(c.Title)),
                new(s.T("Body", "主办单位"), c => Cell.Of(c.OrganisationName)),
                new(s.T("Parties", "当事人"), c => Cell.Of(string.Join("; ", c.Parties.Select(
                    p => p.Identity is null ? p.Name : $"{p.Name} {p.Identity}")))),
                new(s.T("Right", "侵权类型"), c => Cell.Of(s.Word(c.IpType))),
                new(s.T("Item", "事项指导目录"), c => Cell.Of(c.Item)),
                new(s.T("State", "状态"), c => Cell.State(s, c.State.Word())),
                new(s.T("Key case", "重点案件"), c => Cell.Of(c.IsKey ? s.T("yes", "是") : "")),
                new(s.T("Filed", "立案日期"), c => Cell.When(s, c.FiledAt)),
                new(s.T("Closed", "结案日期"), c => Cell.When(s, c.ClosedAt)),
            ],
        };
    }

    private static string Href(FilingView f) => f.Kind is FilingKind.Monthly
        ? Api.Paths.With(
            "/console/forms", ("month", f.Period), ("line", f.Line), ("organisation", $"{f.OrganisationId}"))
        : Api.Paths.With($"/console/filings/{f.Id}", ("year", f.Period), ("line", f.Line));
}
