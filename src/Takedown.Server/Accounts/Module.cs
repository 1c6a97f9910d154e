namespace Takedown.Server.Accounts;

internal static class AccountsModule
{
    public static void AddAccounts(this IServiceCollection services) =>
        services.AddSingleton<StrikeStore>().AddSingleton<AccountActionStore>();

    public static void MapAccounts(this IEndpointRouteBuilder routes) => AccountActionsApi.Map(routes);
}
