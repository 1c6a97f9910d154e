using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Harness;

/// <summary>Sample notices and the usual moves on them, by intent.</summary>
public static class Sample
{
    public const string Sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>A notice that cn-copyright takes.</summary>
    public static object Notice(
        string url, string? clientRef = null, string type = "music", string title = "七里香",
        string? account = null, string? file = null) => new
        {
            clientRef,
            work = new { title, type },
            target = new { url, account },
            evidence = new[] { new { kind = "screenshot", sha256 = file ?? Sha256 } },
        };

    public static async Task<Answer> SubmitAsync(this Organisation claimant, params object[] notices) =>
        (await claimant.Api.PostAsync("/v1/batches", new { notices })).Must(202);

    /// <summary>Submits one notice that must be accepted, and waits until its platform has it.</summary>
    public static async Task<Guid> DeliverAsync(this Organisation claimant, Organisation platform, object notice)
    {
        var result = (await claimant.SubmitAsync(notice)).Json["results"]![0]!;
        Assert.Equal("accepted", result["status"]!.GetValue<string>());
        var id = result["noticeId"]!.GetValue<Guid>();
        await platform.InboxUntilAsync(items => items.Any(i => i["noticeId"]!.GetValue<Guid>() == id));
        return id;
    }

    /// <summary>Reads the inbox by its cursor until it holds what is wanted, and gives everything read.</summary>
    public static async Task<IReadOnlyList<JsonNode>> InboxUntilAsync(
        this Organisation platform, Func<IReadOnlyList<JsonNode>, bool> wanted)
    {
        var items = new List<JsonNode>();
        var after = "0";
        for (var turn = 0; turn < 40 && !wanted(items); turn++)
        {
            var page = (await platform.Api.GetAsync($"/v1/inbox?after={after}&limit=1000&wait=1")).Must(200);
            items.AddRange(page.Items!);
            after = page.Json["next"]!.GetValue<string>();
        }
        Assert.True(wanted(items), $"The inbox has {items.Count} items and not what was waited for.");
        return items;
    }

    public static async Task<JsonArray> RespondAsync(this Organisation platform, params object[] responses) =>
        (await platform.Api.PostAsync("/v1/inbox/responses", new { responses })).Must(200).Json["results"]!.AsArray();

    /// <summary>One response's status, with the code where it was refused.</summary>
    public static async Task<string> SayAsync(
        this Organisation platform, Guid noticeId, string response, string? measure = null, object? reason = null,
        object? account = null)
    {
        var result = (await platform.RespondAsync(new { noticeId, response, measure, reason, account }))[0]!;
        return result["code"] is { } code ? $"{result["status"]} {code}" : result["status"]!.GetValue<string>();
    }

    /// <summary>The platform removes the content and says whose it was.</summary>
    public static Task<string> RemoveAsync(this Organisation platform, Guid noticeId, string account) =>
        platform.SayAsync(noticeId, "action-taken", "removed", account: new { id = account });

    public static async Task<JsonNode> NoticeAsync(this Organisation reader, Guid id) =>
        (await reader.Api.GetAsync($"/v1/notices/{id}")).Must(200).Json;

    public static async Task<string> StateAsync(this Organisation reader, Guid id) =>
        (await reader.NoticeAsync(id))["state"]!.GetValue<string>();

    public static async Task<IReadOnlyList<string>> TimelineAsync(this Organisation reader, Guid id) =>
        [.. (await reader.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items
            .Select(e => e!["type"]!.GetValue<string>())];
}
