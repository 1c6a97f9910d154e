namespace Takedown.Server.Agreements;

internal static class AgreementsModule
{
    public static void MapAgreements(this IEndpointRouteBuilder routes) => AgreementsApi.Map(routes);
}
