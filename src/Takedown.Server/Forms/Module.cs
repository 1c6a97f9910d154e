using Takedown.Server.Figures;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Observability;

namespace Takedown.Server.Forms;

internal static class FormsModule
{
    public static void AddForms(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<FormProjector>().AddSingleton<FormFigures>().AddSingleton<FormView>()
            .AddSingleton<FormDesk>().AddSingleton<FilingStore>().AddSingleton<FilingDuties>()
            .AddSingleton<IFigureSource, NoticeFigures>()
            .AddSingleton<IDeadlineOwner, FilingDeadlines>()
            .AddSingleton(p => new SweepStep(p.GetRequiredService<FilingDuties>().RunAsync))
            .AddSingleton(new StoredGauge(
                "takedown.filings.due", "{filing}", "Filings that are owed and not yet due.", FilingStore.Due))
            .AddSingleton(new StoredGauge(
                "takedown.filings.overdue", "{filing}", "Filings that were not submitted in time.",
                FilingStore.Overdue));
        if (options.Runs("deadlines")) services.AddWork<FormProjectorLoop>();
    }

    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        FormsApi.Map(routes);
        FormActsApi.Map(routes);
        FilingsApi.Map(routes);
        BulletinsApi.Map(routes);
    }
}
