namespace Takedown.Server.Organisations;

internal static class OrganisationsModule
{
    public static void AddOrganisations(this IServiceCollection services) =>
        services.AddSingleton<OrganisationValidator>().AddSingleton<RegistrationValidator>();

    public static void MapOrganisations(this IEndpointRouteBuilder routes) => OrganisationsApi.Map(routes);
}
