using Takedown.Server.Figures;

namespace Takedown.Server.Registers;

internal static class RegistersModule
{
    public static void AddRegisters(this IServiceCollection services) => services
        .AddSingleton<RegisterStore>().AddSingleton<ImportStore>().AddSingleton<ImportRegister>()
        .AddSingleton<WriteRegister>().AddSingleton<IFigureSource, RegisterFigures>();

    public static void MapRegisters(this IEndpointRouteBuilder routes) => RegistersApi.Map(routes);
}
