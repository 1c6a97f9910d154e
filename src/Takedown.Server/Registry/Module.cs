using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

internal static class RegistryModule
{
    public static void AddRegistry(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<OrganisationStore>().AddSingleton<PolicyStore>();
        services.AddSingleton<KeyStore>().AddSingleton<RegistryCache>();
        services.AddSingleton<KeyLookup>(p => p.GetRequiredService<KeyStore>().FindAsync);
        services.AddSingleton<RegistrySeeder>().AddSingleton<PolicyValidator>().AddSingleton<CalendarValidator>();
        services.AddSingleton(p => new StartupStep(_ => p.GetRequiredService<RegistrySeeder>().RunAsync()));
        if (options.Runs("api")) services.AddWork<KeyUseLoop>();
    }

    public static void MapRegistry(this IEndpointRouteBuilder routes) => PoliciesApi.Map(routes);
}
