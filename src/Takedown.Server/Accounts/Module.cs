using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;

namespace Takedown.Server.Accounts;

internal static class AccountsModule
{
    public static void AddAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<StrikeStore>().AddSingleton<AccountActionStore>().AddSingleton<AccountActionList>()
            .AddSingleton<AccountAppeals>().AddSingleton<AccountBlacklist>()
            .AddSingleton<AccountBlacklistActs>().AddSingleton<LinkAppeals>().AddSingleton<IdentityKeys>()
            .AddSingleton<AccountOperators>()
            .AddSingleton(p => new StartupStep(_ => p.GetRequiredService<IdentityKeys>().RenewAsync()))
            .AddSingleton<IConsequence, NoticeStrikes>()
            .AddSingleton<IDeadlineOwner, AccountActionDeadlines>()
            .AddSingleton(new MessageKind(
                EventKind.AccountActionRequested, "account-action.requested",
                AccountActionStore.Telling(AccountActionStatus.Requested, AccountActionStatus.Escalated)))
            .AddSingleton(new MessageKind(
                EventKind.AccountActionLifted, "account-action.lifted",
                AccountActionStore.Telling(AccountActionStatus.Lifted)))
            .AddSingleton(new SweepStep(StrikeCounts.ExpireAsync));

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        AccountActionsApi.Map(routes);
        AccountAppealsApi.Map(routes);
        AccountOperatorsApi.Map(routes);
        AccountBlacklistApi.Map(routes);
        AccountsApi.Map(routes);
        LinkAppealsApi.Map(routes);
    }
}
