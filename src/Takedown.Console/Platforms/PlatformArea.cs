using Microsoft.AspNetCore.Builder;
using Takedown.Screens.Access;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Platforms;

internal sealed class PlatformArea : IArea
{
    public IEnumerable<MenuLine> Menu =>
    [
        new("/inbox", "Inbox", "收件箱", Platform), new("/answers", "Given answers", "已提交答复", Platform),
        new("/account-actions", "Account actions", "账号处置", Platform),
        new("/connector", "Connector", "接入方式", Platform), new("/events", "Events", "事件", Platform),
        new("/questions", "Questions of authorities", "信息要求", Platform)
        {
            Group = ("Authorities", "主管部门"),
        },
        new("/self-checks", "Self-inspections", "自查自纠", Platform),
        new("/about-us", "Publications", "公示", Platform),
        new("/own-removals", "Own removals", "自行处置", Platform),
        new("/platforms/own/profile", "Profile", "平台信息", Platform),
        new(LimitList.Path, "Limits on bulk complaints", "批量投诉限制", Platform),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/inbox", PlatformLists.Inbox, Platform);
        routes.Own.MapPost("/inbox/answer", AnswerEndpoint.RunAsync).TakesForm(Platform);
        routes.List("/answers", PlatformLists.Answers, Platform);
        routes.Page<Answers>("/answers/{id:guid}", Platform);
        routes.List("/account-actions", PlatformLists.AccountActions, Platform);
        routes.Page<Connector>("/connector", Platform);
        routes.Own.MapPost("/connector/test", ConnectorTest.RunAsync).TakesForm(Platform);
        routes.List("/questions", PlatformLists.Questions, Platform);
        routes.Page<Question>("/questions/{id:guid}", Platform);
        routes.List("/self-checks", PlatformLists.SelfChecks, Platform);
        routes.Page<SelfCheck>("/self-checks/{id:guid}", Platform);
        routes.List("/about-us", PlatformLists.Publications, Platform);
        routes.Page<AboutUs>("/about-us/{id:guid}", Platform);
        routes.List(OwnRemovalEndpoint.Path, OwnRemovalList.Of, Platform, Regulator, Operator);
        routes.Own.MapPost(OwnRemovalEndpoint.Path, OwnRemovalEndpoint.RunAsync).TakesForm(Platform);
        routes.Page<NewOwnRemoval>(OwnRemovalEndpoint.New, Platform);
        routes.Page<ProfilePage>("/platforms/{id}/profile", Platform, Regulator, Operator);
        routes.List(LimitList.Path, LimitList.Of, Claimant, Platform, Regulator, Operator);
        routes.Page<NewLimit>(LimitList.New, Claimant, Regulator);
        routes.Page<LimitPage>(LimitList.Path + "/{id:guid}", Claimant, Platform, Regulator, Operator);
    }
}
