namespace Takedown.Server.Claims;

internal static class ClaimsModule
{
    public static void AddClaims(this IServiceCollection services) =>
        services.AddSingleton<NoticeList>().AddSingleton<SupplementValidator>().AddSingleton<WithdrawalValidator>();

    public static void MapClaims(this IEndpointRouteBuilder routes) => NoticesApi.Map(routes);
}
