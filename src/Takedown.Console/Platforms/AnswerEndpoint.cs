using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Platforms;

/// <summary>One answer to one or many: it is held for a time in which it can be taken back.</summary>
internal static class AnswerEndpoint
{
    public const string Path = "/console/inbox/answer";

    /// <summary>As many as the API takes at once.</summary>
    private const int Most = 10_000;

    public static readonly string[] FilterNames = ["due", "state", "tier"];

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (back, response) = (ActEndpoint.LocalPath(form["_back"]), form["response"].ToString());
        var ids = await IdsAsync(screen, form);
        if (ids.Count == 0) return Results.Redirect(back);
        var typed = form["_count"].ToString().Trim();
        // Who has acted or refused can only correct it; to acknowledge or to ask harms nobody.
        if (ids.Count >= ConfirmPage.From && !IsHarmless(response)
            && typed != ids.Count.ToString(CultureInfo.InvariantCulture))
            return Confirm(screen, form, ids.Count, typed.Length > 0, back);
        var answer = await screen.Api.SendAsync("POST", "/v1/held-answers", Body(form, ids, response), Once(form));
        if (answer.IsSuccess) return Results.Redirect($"/console/answers/{answer.Read<HeldAnswersView>().Id}");
        return Pages.Show<AnswerAgain>(
            answer.Status, ("Problem", Problem.Of(answer)), ("Ids", ids), ("Back", back),
            ("AccountActions", form["about"] == "account-actions"));
    }

    private static bool IsHarmless(string response) => response is "acknowledged" or "information-requested"
        || response.StartsWith("assessed", StringComparison.Ordinal);

    private static string? Once(IFormCollection form) => form["_once"] is [{ Length: > 0 } once, ..] ? once : null;

    private static JsonObject Body(IFormCollection form, IReadOnlyList<Guid> ids, string response)
    {
        var body = new JsonObject
        {
            [form["about"] == "account-actions" ? "accountActionIds" : "noticeIds"] =
                new JsonArray([.. ids.Select(id => (JsonNode)$"{id}")]),
        };
        // A finding is chosen with its answer.
        var parts = response.Split(':', 2);
        if (response.Length > 0) body["response"] = parts[0];
        if (parts.Length > 1) body["finding"] = parts[1];
        if (response is "action-taken" or "rejected" && (form["corrects"] == "true" || form["corrects"] == response))
            body["corrects"] = true;
        // A measure or a reason that was chosen for another answer is left out.
        if (form["measure"] is [{ Length: > 0 } measure, ..] && response == "action-taken") body["measure"] = measure;
        if (form["settlesOthers"] == "true" && response == "action-taken") body["settlesOthers"] = true;
        var reason = new JsonObject();
        if (form["reason.code"] is [{ Length: > 0 } code, ..]) reason["code"] = code;
        if (form["reason.text"] is [{ Length: > 0 } text, ..]) reason["text"] = text;
        if (reason.Count > 0 && response is not ("acknowledged" or "restored")) body["reason"] = reason;
        return body;
    }

    /// <summary>The ticked ones, or all in the queue that match its filter.</summary>
    private static async Task<IReadOnlyList<Guid>> IdsAsync(Screen screen, IFormCollection form)
    {
        if (form["which"] != "all") return [.. Ticked.Of(form).Take(Most)];
        var path = Paths.With("/v1/inbox/queue?limit=1000", FilterNames.Select(
            n => (n, (string?)form["filter." + n].ToString())));
        return [.. (await screen.Api.AllAsync<InboxItem>(path, Most)).Select(i => i.NoticeId).Take(Most)];
    }

    private static RazorComponentResult<ConfirmPage> Confirm(
        Screen screen, IFormCollection form, int count, bool wrong, string back) =>
        Pages.Show<ConfirmPage>(
            200, ("Title", screen.T("Answer many", "批量答复")), ("Count", count), ("Form", form), ("Action", Path),
            ("Wrong", wrong), ("Back", back), ("Text", screen.T(
                $"{count} answers “{screen.Word(form["response"])}” are given. They can be taken back for 20 seconds, "
                + "and afterwards only corrected one by one.",
                $"将提交 {count} 条答复“{screen.Word(form["response"])}”。20 秒内可以撤回，此后只能逐条更正。")));
}
