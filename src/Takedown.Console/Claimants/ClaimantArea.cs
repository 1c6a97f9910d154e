using Microsoft.AspNetCore.Builder;
using Takedown.Screens.Access;
using Takedown.Screens.Regulators;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Claimants;

internal sealed class ClaimantArea : IArea
{
    public IEnumerable<MenuLine> Menu =>
    [
        new("/upload", "Send notices", "提交通知", Claimant), new("/batches", "Batches", "批次", Claimant),
        new("/notices", "Notices", "通知", Claimant), new("/events", "Events", "事件", Claimant),
        new("/recalls", "Recalls", "召回", Claimant),
        new("/unknown-hosts", "Unknown platforms", "未登记平台", Claimant),
        new("/platform-limits", "Limits on bulk complaints", "批量投诉限制", Claimant),
        new("/never-touch", "Never to be claimed", "不予主张清单", Claimant),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.Page<Upload>("/upload", Claimant);
        routes.Own.MapPost("/upload", UploadEndpoint.RunAsync).TakesUpload(Claimant);
        routes.Page<OneNotice>("/upload/one", Claimant);
        routes.Own.MapGet("/upload/progress", UploadEndpoint.ProgressAsync).GivesFile(Claimant);
        routes.Own.MapGet("/upload/template/{lang}", BatchFiles.TemplateAsync).GivesFile(Claimant);
        routes.Page<Replace>("/notices/{id:guid}/replace", Claimant);
        routes.Own.MapPost("/notices/{id:guid}/evidence", EvidenceEndpoint.RunAsync).TakesUpload(Claimant);
        routes.List("/batches", ClaimantLists.Batches, Claimant);
        routes.Page<Batch>("/batches/{id:guid}", Claimant);
        routes.Own.MapGet("/batches/{id:guid}/failed.csv", BatchFiles.FailedTableAsync).GivesFile(Claimant);
        routes.Own.MapGet("/batches/{id:guid}/failed.ndjson", BatchFiles.FailedLinesAsync).GivesFile(Claimant);
        routes.Own.MapGet("/batches/{id:guid}/results.csv", BatchFiles.ResultsAsync).GivesFile(Claimant);
        routes.Own.MapPost("/batches/{id:guid}/mend", MendEndpoint.RunAsync).TakesForm(Claimant);
        routes.List("/notices", static s => s.Kind is Claimant ? ClaimantLists.Notices(s) : NoticeList.Of(s),
            Claimant, Regulator, Operator);
        routes.Own.MapPost("/notices/withdraw", WithdrawEndpoint.RunAsync).TakesForm(Claimant);
        routes.List("/recalls", RecallList.Of, Claimant, Regulator);
        routes.Page<RecallPage>("/recalls/{id:guid}", Claimant, Regulator);
        routes.List("/events", ClaimantLists.Events, Claimant, Platform, Regulator);
        routes.List("/unknown-hosts", ClaimantLists.UnknownHosts, Claimant);
    }
}
