using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Operators;

/// <summary>Lists of the registry, its rules and the audit trail.</summary>
internal static class OperatorLists
{
    public static ListView Organisations(Screen s) =>
        new ListView<OrganisationView>(s.T("Organisations", "机构"), "/v1/organisations", o => $"{o.Id}")
        {
            File = "organisations",
            Filters = [Filter.Of<OrganisationKind>(s, "kind", s.T("Kind", "类型"))],
            Above = Links.To(("/console/organisations/new", s.T("Register an organisation", "登记机构"))),
            Columns =
            [
                new(s.T("Name", "名称"), o => Cell.Link(o.Name, $"/console/organisations/{o.Id}")),
                new(s.T("Kind", "类型"), o => Cell.Of(s.Word(o.Kind as OrganisationKind?))),
                new(s.T("Region", "地区"), o => Cell.Of(o.Region)),
                new(s.T("Hosts or functions", "域名或者职能"), o => Cell.Of(Some(s, o))),
                new(s.T("Connection", "接入方式"), o => Connection(s, o.Connector)),
                new(s.T("Registered", "登记时间"), o => Cell.When(s, o.CreatedAt)),
            ],
        };

    public static ListView Requests(Screen s) => new ListView<PlatformRequestView>(
        s.T("Requests for platforms", "平台登记申请"), "/v1/platform-requests", r => $"{r.Id}")
    {
        Intro = s.T("Claimants ask for the platform of a host that nobody has registered.",
            "权利人就尚未登记的域名申请登记其平台。"),
        File = "platform-requests",
        Filters = [Filter.Of<PlatformRequestStatus>(s, "status", s.T("Status", "状态"))],
        Columns =
        [
            new(s.T("Host", "域名"), r => Cell.Link(r.Host, $"/console/platform-requests/{r.Id}")),
            new(s.T("Status", "状态"), r => Cell.State(s, r.Status as PlatformRequestStatus?)),
            new(s.T("Asked", "申请时间"), r => Cell.When(s, r.At)),
            new(s.T("Note", "说明"), r => Cell.Of(r.Note)),
            new(s.T("Decided", "处理时间"), r => Cell.When(s, r.DecidedAt)),
        ],
    };

    public static ListView Clusters(Screen s) => new ListView<RegionCluster>(
        s.T("Region clusters", "区域协作组"), "/v1/region-clusters", c => c.Code)
    {
        Intro = s.T("Groups of regions whose bodies share leads.", "共享线索的区域分组。"),
        File = "region-clusters",
        HasLimit = false,
        Columns =
        [
            new(s.T("Code", "代码"), c => Cell.Link(c.Code, Paths.Page("region-clusters", c.Code))),
            new(s.T("Name", "名称"), c => Cell.Of(c.Name)),
            new(s.T("Regions", "区划"), c => Cell.Of(string.Join(s.T(", ", "、"), c.Regions))),
            new(s.T("Version", "版本"), c => Cell.Number(s, c.Version)) { IsNumber = true },
        ],
    };

    public static ListView Policies(Screen s) =>
        new ListView<SlaPolicy>(s.T("Policies in force", "现行时限策略"), "/v1/policies", p => p.Code)
        {
            Intro = s.T("An accepted notice keeps the version under which it was accepted.",
                "已受理的通知适用受理时的策略版本，不受后续变更影响。"),
            File = "policies",
            HasLimit = false,
            Columns =
            [
                new(s.T("Code", "代码"), p => Cell.Link(p.Code, Paths.Page("policies", p.Code))),
                new(s.T("Name", "名称"), p => Cell.Of(p.Name)),
                new(s.T("To act", "处置时限"), p => Cell.Of(TimeLimits.Say(s, p.Deadlines.Act))),
                new(s.T("To acknowledge", "签收时限"), p => Cell.Of(TimeLimits.Say(s, p.Deadlines.Acknowledge))),
                new(s.T("Calendar", "日历"), p => Cell.Link(p.Calendar, Paths.Page("calendars", p.Calendar))),
                new(s.T("Rank", "优先级"), p => Cell.Number(s, p.Rank)) { IsNumber = true },
                new(s.T("Version", "版本"), p => Cell.Number(s, p.Version)) { IsNumber = true },
            ],
        };

    public static ListView Calendars(Screen s) =>
        new ListView<WorkCalendar>(s.T("Calendars of working days", "工作日历"), "/v1/calendars", c => c.Code)
        {
            Intro = s.T("Beyond the last day of a calendar due times are provisional.",
                "超出日历最后一日的到期时间为暂定时间。"),
            File = "calendars",
            HasLimit = false,
            Columns =
            [
                new(s.T("Code", "代码"), c => Cell.Link(c.Code, Paths.Page("calendars", c.Code))),
                new(s.T("Zone", "时区"), c => Cell.Of(c.Zone)),
                new(s.T("First day", "第一日"), c => Cell.Of(Day(c.From))),
                new(s.T("Last day", "最后一日"), c => Cell.Of(Day(c.To))),
                new(s.T("End", "截止情况"), c => CalendarEnds.Cell(s, c.To)),
                new(s.T("Version", "版本"), c => Cell.Number(s, c.Version)) { IsNumber = true },
            ],
        };

    public static ListView Regimes(Screen s) =>
        new ListView<Regime>(s.T("Legal regimes", "法律制度"), "/v1/regimes", r => r.Code)
        {
            Intro = s.T("A notice is checked against its own regime only.", "通知仅按其适用的法律制度审核。"),
            File = "regimes",
            HasLimit = false,
            Columns =
            [
                new(s.T("Code", "代码"), r => Cell.Link(r.Code, Paths.Page("regimes", r.Code))),
                new(s.T("Name", "名称"), r => Cell.Of(r.Name)),
                new(s.T("Holds in", "默认适用"), r => Cell.Of(string.Join(s.T(", ", "、"), r.Countries ?? []))),
                new(s.T("Counter-notice", "反通知"), r => Cell.Of(RegimeWords.Say(s, r.CounterNotice.Kind))),
                new(s.T("Version", "版本"), r => Cell.Number(s, r.Version)) { IsNumber = true },
            ],
        };

    public static ListView Vocabularies(Screen s) =>
        new ListView<Vocabulary>(s.T("Vocabularies", "词表"), "/v1/vocabularies", v => v.Axis)
        {
            File = "vocabularies",
            HasLimit = false,
            Columns =
            [
                new(s.T("Axis", "维度"), v => Cell.Link(v.Axis, Paths.Page("vocabularies", v.Axis))),
                new(s.T("Words in use", "使用中的词"),
                    v => Cell.Number(s, v.Words.Count(w => w.Status is WordStatus.Active))) { IsNumber = true },
                new(s.T("Retired", "已停用"),
                    v => Cell.Number(s, v.Words.Count(w => w.Status is WordStatus.Retired))) { IsNumber = true },
                new(s.T("Version", "版本"), v => Cell.Number(s, v.Version)) { IsNumber = true },
            ],
        };

    public static ListView Audit(Screen s) =>
        new ListView<AuditEntry>(s.T("Audit trail", "审计记录"), "/v1/audit", e => Number(e.Seq))
        {
            Intro = s.T("Administrative acts, oldest first. Entries are never changed or deleted.",
                "管理操作，由旧至新。记录不可更改、不可删除。"),
            File = "audit",
            Filters =
            [
                new("act", s.T("Act", "操作")), new("object", s.T("Object", "对象")),
                new("organisation", s.T("Organisation (id)", "机构（id）")),
                new("person", s.T("Person (id)", "人员（id）")),
                new("from", s.T("From", "自")) { Type = "date" }, new("to", s.T("To", "至")) { Type = "date" },
            ],
            Columns =
            [
                new(s.T("No.", "序号"), e => Cell.Link(Number(e.Seq), $"/console/audit/{e.Seq}")),
                new(s.T("Time", "时间"), e => Cell.When(s, e.At)),
                new(s.T("Act", "操作"), e => Cell.Of(e.Act)),
                new(s.T("Object", "对象"), e => Cell.Of(e.Object)),
                new(s.T("Organisation", "机构"), e => Cell.Of(Short(e.OrganisationId))),
                new(s.T("Person", "人员"), e => Cell.Of(Short(e.PersonId))),
                new(s.T("Address", "网络地址"), e => Cell.Of(e.Address)),
            ],
        };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Short(Guid? id) => id?.ToString()[^8..] ?? "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Some(Screen s, OrganisationView o)
    {
        var all = o.Hosts ?? (o.Functions?.Select(s.Word) ?? []).ToList();
        return string.Join(s.T(", ", "、"), all.Take(3))
            + (all.Count > 3 ? s.T($" and {all.Count - 3} more", $" 等 {all.Count} 项") : "");
    }

    private static Cell Connection(Screen s, ConnectorView? connector) => connector is null ? Cell.Empty
        : connector.Disabled is null ? Cell.Of(connector.Kind.Word())
        : new(s.T($"{connector.Kind.Word()}, disabled", $"{connector.Kind.Word()}，已停用")) { Tone = Tone.Bad };
}
