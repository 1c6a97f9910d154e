namespace Takedown.Server.Organisations;

internal static class OrganisationsModule
{
    public static void MapOrganisations(this IEndpointRouteBuilder routes) => OrganisationsApi.Map(routes);
}
