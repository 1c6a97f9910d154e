using Takedown.Server.Connectors;
using Takedown.Server.Notices;

namespace Takedown.Server.Accounts;

internal static class AccountsModule
{
    public static void AddAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<StrikeStore>().AddSingleton<AccountActionStore>().AddSingleton<AccountActionList>()
            .AddSingleton<IConsequence, NoticeStrikes>()
            .AddSingleton<IDeadlineOwner, AccountActionDeadlines>()
            .AddSingleton(new MessageKind(
                EventKind.AccountActionRequested, "account-action.requested", AccountActionStore.ReadMessagesAsync))
            .AddSingleton(new SweepStep(StrikeStore.ExpireAsync));

    public static void MapAccounts(this IEndpointRouteBuilder routes) => AccountActionsApi.Map(routes);
}
