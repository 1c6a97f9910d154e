using Microsoft.AspNetCore.Builder;
using Takedown.Contracts;
using Takedown.Screens.Access;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Operators;

/// <summary>Pages of the operator; those that it shares with the organisations are open to them too.</summary>
internal sealed class OperatorArea : IArea
{
    private static readonly OrganisationKind[] Others = [Claimant, Platform, Regulator];

    public IEnumerable<MenuLine> Menu =>
    [
        new("/organisations", "Organisations", "机构", Operator) { Group = ("Registry", "登记") },
        new("/platform-requests", "Platform requests", "平台登记申请", Operator),
        new("/unrouted", "Hosts without a platform", "未匹配平台的域名", Operator),
        new("/policies", "Policies", "时限策略", Operator) { Group = ("Rules", "规则") },
        new("/calendars", "Calendars", "工作日历", Operator),
        new("/regimes", "Regimes", "法律制度", Operator),
        new("/vocabularies", "Vocabularies", "词表", Operator),
        new("/functions", "Functions", "监管职能", Operator),
        new("/responsibilities", "Responsibilities", "职责分工", Operator),
        new("/region-clusters", "Region clusters", "区域协作组", Operator),
        new(AgreementList.Path, "Agreements", "版权合作协议", Operator),
        new("/obligations", "Duties to file", "报送要求", Operator),
        new("/health", "Health", "运行状况", Operator) { Group = ("Operation", "运维") },
        new("/dead-letters", "Dead letters", "死信", Operator),
        new("/senders", "Senders", "发送方", Operator),
        new("/limits", "Limits", "用量限制", Operator),
        new("/audit", "Audit trail", "审计记录", Operator),
        new("/organisation", "People and keys", "人员与密钥", Others) { Group = ("Organisation", "本机构") },
        new("/usage", "Use and limits", "用量", Others),
        new(AgreementList.Path, "Agreements", "版权合作协议", Others),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/organisations", OperatorLists.Organisations, Operator);
        routes.Page<NewOrganisation>("/organisations/new", Operator);
        routes.Page<OrganisationPage>("/organisations/{id:guid}", Operator);
        routes.Page<OrganisationPage>("/organisation", Others);
        routes.Page<PersonPage>("/people/{id:guid}");
        routes.List("/platform-requests", OperatorLists.Requests, Operator);
        routes.Page<RequestPage>("/platform-requests/{id:guid}", Operator);
        routes.Page<UnroutedPage>("/unrouted", Operator);
        routes.Own.MapPost("/unrouted/assignment", AssignEndpoint.RunAsync).TakesForm(Operator);
        routes.List("/policies", OperatorLists.Policies);
        routes.List("/calendars", OperatorLists.Calendars);
        routes.List("/regimes", OperatorLists.Regimes);
        routes.List("/vocabularies", OperatorLists.Vocabularies);
        foreach (var list in new[] { "/policies", "/calendars", "/regimes", "/vocabularies" })
            routes.Page<DocumentPage>(list + "/{code}");
        routes.List(AgreementList.Path, AgreementList.Of);
        routes.Page<NewAgreement>(AgreementList.New, Operator);
        routes.Page<DocumentPage>(AgreementList.Path + "/{code}");
        routes.Page<DocumentPage>("/never-touch", Claimant);
        routes.Page<DocumentPage>("/functions");
        routes.Page<DocumentPage>("/responsibilities");
        routes.List("/region-clusters", OperatorLists.Clusters, Regulator, Operator);
        routes.Page<DocumentPage>("/region-clusters/{code}", Regulator, Operator);
        routes.Page<DocumentPage>("/obligations", Regulator, Operator);
        routes.List("/senders", SenderLists.Senders, Operator);
        routes.Page<SenderPage>("/senders/{id:guid}", Operator);
        routes.Page<DocumentPage>("/limits", Operator);
        routes.Page<DocumentPage>("/organisations/{code:guid}/limits", Operator);
        routes.Own.MapPost("/documents/preview", DocumentEndpoints.PreviewAsync).TakesForm(Operator, Claimant);
        routes.Own.MapPost("/documents", DocumentEndpoints.SaveAsync).TakesForm(Operator, Claimant);
        routes.Page<HealthPage>("/health", Operator);
        routes.Page<DeadLettersPage>("/dead-letters", Operator);
        routes.Page<UsagePage>("/usage");
        routes.List("/audit", OperatorLists.Audit);
        routes.Page<AuditEntryPage>("/audit/{seq:long}");
    }
}
