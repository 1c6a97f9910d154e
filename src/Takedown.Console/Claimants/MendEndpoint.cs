using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>Sends mended rows as a small batch of their own.</summary>
internal static class MendEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var taken = form["_take"].ToHashSet(StringComparer.Ordinal);
        // Rows are numbered by their place on the page; those without a tick stay as they are.
        var rows = FormJson.Read(new FormCollection(form.Where(f => f.Key.Split('.') is ["notices", var at, ..]
            && taken.Contains(at.Split(':')[0])).ToDictionary()), screen.Offset)["notices"];
        var back = ActEndpoint.LocalPath(form["_back"]);
        if (rows is null) return Results.Redirect(back);
        var once = form["_once"].ToString();
        var answer = await screen.Api.SendAsync(
            "POST", "/v1/batches", new JsonObject { ["notices"] = rows.DeepClone() }, once.Length == 0 ? null : once);
        if (!answer.IsSuccess)
        {
            await ActEndpoint.ShowAgainAsync(http, server, new("mend", Problem.Of(answer), form), back);
            return Results.Empty;
        }
        var batch = answer.Read<BatchView>();
        Flash.Set(http, screen.T(
            $"{batch.Received} mended rows were sent as a new batch: {batch.Accepted} accepted.",
            $"已将 {batch.Received} 行修改后的内容作为新批次提交，其中 {batch.Accepted} 行受理。"));
        return Results.Redirect($"/console/batches/{batch.Id}");
    }
}
