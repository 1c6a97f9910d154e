using Microsoft.AspNetCore.Builder;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Common;
using Takedown.Screens.Regulators.Campaigns;
using Takedown.Screens.Regulators.Cases;
using Takedown.Screens.Regulators.FieldWork;
using Takedown.Screens.Regulators.Forms;
using Takedown.Screens.Regulators.Registers;
using Takedown.Screens.Regulators.Together;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Regulators;

/// <summary>What regulators do: cases, cooperation, campaigns, registers, field work and forms.</summary>
internal sealed class RegulatorWorkArea : IArea
{
    public IEnumerable<MenuLine> Menu =>
    [
        new("/cases", "Cases", "案件", Regulator) { Group = ("Enforcement", "执法办案") },
        new("/information-requests", "Requests to platforms", "协助调查函", Regulator),
        new("/supervisions", "Supervision", "挂牌督办", Regulator),
        new("/assistance", "Assistance", "区域协查", Regulator),
        new("/region-clusters", "Region clusters", "区域协作组", Regulator),
        new("/meetings", "Meetings", "会商与督导", Regulator),
        new("/self-inspections", "Self-inspections", "自查自纠", Regulator),
        new("/own-removals", "Removals by platforms", "平台自行处置", Regulator),
        new("/platform-limits", "Limits on bulk complaints", "批量投诉限制", Regulator),
        new("/publications", "Publications", "信息公开", Regulator),
        new("/blacklist", "Blacklist and credit", "失信名单与信用", Regulator),
        new("/campaigns", "Campaigns", "专项行动", Regulator) { Group = ("Campaigns and field work", "专项与巡查") },
        new("/registers", "Registers", "台账", Regulator),
        new("/patrols", "Patrols", "网络巡查", Regulator),
        new("/inspections", "Inspections", "检查", Regulator),
        new("/work-log", "Work log", "工作日志", Regulator),
        new("/forms", "Monthly form", "月度统计表", Regulator) { Group = ("Reports", "统计报送") },
        new("/filings", "Filings", "报送任务", Regulator),
        new("/obligations", "Duties to file", "报送要求", Regulator),
        new("/bulletins", "Bulletins", "重大问题通报", Regulator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        MapCases(routes);
        MapTogether(routes);
        MapField(routes);
        MapForms(routes);
    }

    private static void MapCases(ConsoleRoutes routes)
    {
        routes.List("/cases", CaseLists.Cases, Regulator);
        routes.Page<NewCase>("/cases/new", Regulator);
        routes.Page<CasePage>("/cases/{id}", Regulator);
        routes.Page<ChangeCase>("/cases/{id}/change", Regulator);
        routes.Page<TracePage>("/cases/{id}/trace", Regulator);
        routes.Own.MapGet("/cases/{id}/package", static (Screen screen, string id) => Downloads.OfAsync(
            screen, $"/v1/cases/{Paths.Segment(id)}/package", $"case-{Paths.Segment(id)}.zip"))
            .GivesFile(Regulator);
        routes.List("/information-requests", CaseLists.Information, Regulator);
        routes.List("/information-requests/by-platform", CaseLists.Cooperation, Regulator);
        routes.Page<InformationPage>("/information-requests/{id}", Regulator);
    }

    private static void MapTogether(ConsoleRoutes routes)
    {
        routes.List("/supervisions", TogetherLists.Supervisions, Regulator);
        routes.Page<NewSupervision>("/supervisions/new", Regulator);
        routes.Page<SupervisionPage>("/supervisions/{id}", Regulator);
        routes.List("/meetings", TogetherLists.Meetings, Regulator);
        routes.Page<NewMeeting>("/meetings/new", Regulator);
        routes.List("/assistance", TogetherLists.Assistance, Regulator);
        routes.Page<NewAssistance>("/assistance/new", Regulator);
        routes.Page<AssistancePage>("/assistance/{id}", Regulator);
        routes.List("/self-inspections", TogetherLists.SelfInspections, Regulator);
        routes.Page<NewSelfInspection>("/self-inspections/new", Regulator);
        routes.Page<SelfInspectionPage>("/self-inspections/{id}", Regulator);
        routes.List("/publications", PublicLists.Publications, Regulator);
        routes.Page<NewPublication>("/publications/new", Regulator);
        routes.Page<PublicationPage>("/publications/{id}", Regulator);
        routes.List("/blacklist", PublicLists.Blacklist, Regulator);
        routes.Page<NewBlacklistEntry>("/blacklist/new", Regulator);
        routes.Page<BlacklistPage>("/blacklist/{id}", Regulator);
        routes.List("/credit", PublicLists.Credit, Regulator);
        routes.Page<NewCreditSubject>("/credit/new", Regulator);
    }

    private static void MapField(ConsoleRoutes routes)
    {
        routes.List("/campaigns", CampaignLists.Campaigns, Regulator);
        routes.Page<NewCampaign>("/campaigns/new", Regulator);
        routes.Page<CampaignPage>("/campaigns/{code}", Regulator);
        routes.Own.MapGet("/campaigns/{code}/results.csv", static (Screen screen, string code) => Downloads.OfAsync(
            screen, $"/v1/campaigns/{Paths.Segment(code)}/results?format=csv", $"{Paths.Segment(code)}.csv"))
            .GivesFile(Regulator);
        routes.List("/registers", RegisterLists.Registers, Regulator);
        routes.Page<RegisterPage>("/registers/{code}", Regulator);
        routes.Page<NewRow>("/registers/{code}/new", Regulator);
        routes.Page<ImportPage>("/registers/{code}/import", Regulator);
        routes.Own.MapPost("/registers/{code}/import", RegisterFiles.ImportAsync).TakesForm(Regulator);
        routes.Own.MapGet("/registers/{code}/download", RegisterFiles.DownloadAsync).GivesFile(Regulator);
        routes.Page<RowPage>("/registers/{code}/rows/{id}", Regulator);
        routes.List("/patrols", FieldWorkLists.Patrols, Regulator);
        routes.Page<NewPatrol>("/patrols/new", Regulator);
        routes.List("/inspections", FieldWorkLists.Visits, Regulator);
        routes.Page<NewInspection>("/inspections/new", Regulator);
        routes.List("/work-log", FieldWorkLists.WorkLog, Regulator);
        routes.Page<NewWorkLog>("/work-log/new", Regulator);
        foreach (var list in new[] { "/patrols", "/inspections", "/work-log" })
            routes.Page<FieldWorkPage>(list + "/{id}", Regulator);
    }

    private static void MapForms(ConsoleRoutes routes)
    {
        routes.Page<FormPage>("/forms", Regulator);
        routes.Page<FigurePage>("/forms/{month}/figures/{name}", Regulator);
        routes.List("/forms/{month}/cases", FormLists.Cases, Regulator);
        routes.Own.MapGet("/forms/{month}/csv", static (Screen screen) =>
        {
            var place = FormPlace.Of(screen);
            return Downloads.OfAsync(
                screen, Paths.With(place.ApiForm, ("format", "csv")), $"form-{place.Line}-{place.Month}.csv");
        }).GivesFile(Regulator);
        routes.List("/filings", FormLists.Filings, Regulator);
        routes.Page<FilingPage>("/filings/{id}", Regulator);
        routes.List("/bulletins", FormLists.Bulletins, Regulator);
        routes.Page<NewBulletin>("/bulletins/new", Regulator);
        routes.Page<BulletinPage>("/bulletins/{id}", Regulator);
    }
}
