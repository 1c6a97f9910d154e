namespace Takedown.Server.Authorities;

internal static class AuthoritiesModule
{
    public static void MapAuthorities(this IEndpointRouteBuilder routes)
    {
        BodiesApi.Map(routes);
        ResponsibilitiesApi.Map(routes);
        ClustersApi.Map(routes);
    }
}
