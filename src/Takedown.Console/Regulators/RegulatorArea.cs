using Microsoft.AspNetCore.Builder;
using Takedown.Contracts;
using Takedown.Screens.Access;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Regulators;

internal sealed class RegulatorArea : IArea
{
    private static readonly OrganisationKind[] Overseers = [Regulator, Operator];

    public IEnumerable<MenuLine> Menu =>
    [
        new("/overview", "Overview", "履责总览", Overseers) { Group = ("Oversight", "监督") },
        new("/platforms", "Platforms", "平台", Overseers),
        new("/platforms/own", "Own figures", "本平台履责情况", Platform),
        new("/notices", "Notices", "通知", Overseers),
        new("/escalations", "Escalations", "超期上报", Overseers),
        new("/leads", "Leads", "线索", Overseers),
        new("/clusters", "Clusters", "线索串并", Overseers),
        new("/watches", "Watches", "监测", Overseers),
        new("/what-if", "What if", "时限测算", Overseers),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.Page<Overview>("/overview", Overseers);
        routes.Own.MapGet("/overview/{table}.csv", FigureFiles.GetAsync).GivesFile(Regulator, Platform, Operator);
        routes.List("/platforms", PlatformList.Of, Overseers);
        routes.Page<PlatformPage>("/platforms/{id}", Regulator, Platform, Operator);
        routes.List("/escalations", EscalationList.Of, Overseers);
        routes.Page<EscalationPage>("/escalations/{id}", Overseers);
        routes.List("/leads", LeadList.Of, Overseers);
        routes.Page<LeadNew>("/leads/new", Regulator);
        routes.Page<LeadPage>("/leads/{id}", Overseers);
        routes.Page<ClustersPage>("/clusters", Overseers);
        routes.List("/watches", WatchList.Of, Overseers);
        routes.Page<WatchNew>("/watches/new", Overseers);
        routes.Page<WatchPage>("/watches/{id}", Overseers);
        routes.Page<WhatIfPage>("/what-if", Overseers);
    }
}
