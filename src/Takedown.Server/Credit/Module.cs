namespace Takedown.Server.Credit;

internal static class CreditModule
{
    public static void MapCredit(this IEndpointRouteBuilder routes)
    {
        BlacklistApi.Map(routes);
        CreditApi.Map(routes);
    }
}
