using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>Withdraws ticked notices, or a batch but for the ticked ones: one recall, with a result each.</summary>
internal static class WithdrawEndpoint
{
    public const string Path = "/console/notices/withdraw";

    /// <summary>As many results as one page shows; the page of the recall shows more.</summary>
    private const int Shown = 1000;

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = ActEndpoint.LocalPath(form["_back"]);
        var ticked = Ticked.Of(form).ToList();
        Guid? batch = form["which"] == "others" && Guid.TryParse(form["batch"], out var given) ? given : null;
        var count = batch is null ? ticked.Count : await OthersAsync(screen, batch.Value, ticked.Count);
        if (count == 0) return Results.Redirect(back);
        var typed = form["_count"].ToString().Trim();
        // From this number on what cannot be undone is confirmed by typing how many it is.
        if (count >= ConfirmPage.From && typed != count.ToString(CultureInfo.InvariantCulture))
        {
            return Pages.Show<ConfirmPage>(
                200, ("Title", screen.T("Withdraw notices", "撤回通知")), ("Count", (int)count), ("Form", form),
                ("Action", Path), ("Wrong", typed.Length > 0), ("Back", back),
                ("Text", screen.T(
                    $"{count} notices are withdrawn. This cannot be undone.",
                    $"将撤回 {count} 份通知，撤回后不能恢复。")));
        }
        var answer = await screen.Api.SendAsync("POST", "/v1/recalls", Body(ticked, batch, form["reason"].ToString()));
        if (!answer.IsSuccess)
            return Pages.Show<RecallRefused>(answer.Status, ("Problem", Problem.Of(answer)), ("Back", back));
        var recall = answer.Read<RecallView>();
        return recall.State is RecallState.Running || recall.Total > Shown
            ? Results.Redirect($"{RecallPage.Path}/{recall.Id}") : await ResultsAsync(screen, recall, form, back);
    }

    private static async Task<long> OthersAsync(Screen screen, Guid batch, int kept) =>
        Math.Max(0, (await screen.Api.GetAsync<BatchView>($"/v1/batches/{batch}")).Accepted - kept);

    private static JsonObject Body(IReadOnlyList<Guid> ticked, Guid? batch, string reason)
    {
        var ids = new JsonArray([.. ticked.Select(id => (JsonNode)$"{id}")]);
        var body = batch is null ? new JsonObject { ["noticeIds"] = ids }
            : new JsonObject { ["batchId"] = $"{batch}", ["except"] = ids };
        if (reason.Length > 0) body["reason"] = reason;
        return body;
    }

    private static async Task<IResult> ResultsAsync(
        Screen screen, RecallView recall, IFormCollection form, string back)
    {
        var results = await screen.Api.GetAsync<Page<RecallResult>>($"{recall.ResultsUrl}?limit={Shown}");
        return Pages.Show<BulkResults>(
            200, ("Title", screen.T("Withdrawals", "撤回结果")),
            ("Results", results.Items.Select(r => new BulkResult(
                r.NoticeId, r.Status is not ResponseStatus.Refused,
                r.Status is ResponseStatus.Refused ? r.Message ?? "" : screen.Word(r.State))).ToList()),
            ("Back", back), ("Action", Path), ("Page", "notices"),
            ("Kept", new Dictionary<string, string> { ["reason"] = form["reason"].ToString() }));
    }
}
