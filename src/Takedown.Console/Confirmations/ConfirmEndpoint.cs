using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;

namespace Takedown.Screens.Confirmations;

/// <summary>Confirms the ticked notices in one request, with a result each.</summary>
internal static class ConfirmEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, Screen screen)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = ActEndpoint.LocalPath(form["_back"]);
        List<Guid> ids = [.. Ticked.Of(form)];
        if (ids.Count == 0) return Results.Redirect(back);
        var answer = (await screen.Api.SendAsync("POST", "/v1/confirmations", new JsonObject
        {
            ["noticeIds"] = new JsonArray([.. ids.Select(id => JsonValue.Create($"{id}"))]),
        })).Must();
        var done = screen.T("confirmed and sent", "已确认并发送");
        return Pages.Show<BulkResults>(
            200, ("Title", screen.T("Confirmations", "确认结果")), ("Back", back), ("Page", "notices"),
            ("Action", "/console" + ConfirmationArea.Confirm),
            ("Results", answer.Read<ConfirmationsView>().Results
                .Select(r => new BulkResult(r.NoticeId, r.Confirmed, r.Confirmed ? done : r.Message ?? "")).ToList()));
    }
}
