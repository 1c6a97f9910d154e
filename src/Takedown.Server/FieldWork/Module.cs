using Takedown.Server.Figures;

namespace Takedown.Server.FieldWork;

internal static class FieldWorkModule
{
    public static void AddFieldWork(this IServiceCollection services) => services
        .AddSingleton<FieldWorkStore>().AddSingleton<RecordFieldWork>().AddSingleton<IFigureSource, FieldWorkFigures>();

    public static void MapFieldWork(this IEndpointRouteBuilder routes) => FieldWorkApi.Map(routes);
}
