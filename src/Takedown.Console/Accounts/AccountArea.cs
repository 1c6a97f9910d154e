using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Accounts;

/// <summary>Accounts on platforms: those on a blacklist, and what is known of one.</summary>
internal sealed class AccountArea : IArea
{
    public const string One = "/accounts", Blacklist = "/account-blacklist";

    public IEnumerable<MenuLine> Menu =>
    [
        new(Blacklist, "Account blacklist", "账号黑名单", Platform, Regulator, Operator)
        {
            Group = ("Accounts", "账号"),
        },
        new(One, "One account", "账号查询", Platform, Regulator, Operator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List(Blacklist, ListOf, Platform, Regulator, Operator);
        routes.Page<AccountPage>(One, Platform, Regulator, Operator);
    }

    /// <summary>The page of an account.</summary>
    public static string PathOf(string? account, Guid? platform) => Paths.With(
        "/console" + One, ("account", account), ("platform", platform is null ? null : $"{platform}"));

    private static ListView ListOf(Screen s) => new ListView<AccountActionView>(
        s.T("Account blacklist", "账号黑名单"), "/v1/account-blacklist", a => $"{a.Id}")
    {
        Intro = s.T(
            "Accounts that their platform must not let register again before a date. Entries end by themselves.",
            "在截止时间之前平台不得允许重新注册的账号。记录到期自动终止。"),
        File = "account-blacklist",
        Above = Links.Of(s, ("/console" + One, s.T("Look an account up", "查询账号"))),
        WhenEmpty = s.T("No account is on the blacklist.", "黑名单中暂无账号。"),
        Filters = s.Kind is Platform ? [new("account", s.T("Account", "账号"))]
            : [new("account", s.T("Account", "账号")), new("platform", s.T("Id of the platform", "平台编号"))],
        Columns =
        [
            new(s.T("Account", "账号"), a => Cell.Link(a.Account.Id, PathOf(a.Account.Id, a.PlatformId))),
            new(s.T("Platform", "平台"), a => Cell.Of(a.PlatformName)),
            new(s.T("By", "列入依据"), a => Cell.Of(s.Word(a.Blacklist?.Source))),
            new(s.T("Basis", "理由"), a => Cell.Of(a.Blacklist?.Basis)),
            new(s.T("Since", "列入时间"), a => Cell.When(s, a.AnsweredAt)),
            new(s.T("Until", "截止时间"), a => Cell.When(s, a.Blacklist?.Until)),
        ],
    };
}
