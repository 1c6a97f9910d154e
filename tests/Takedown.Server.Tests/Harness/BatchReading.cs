using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Harness;

/// <summary>What a batch came to, in few words.</summary>
public static class BatchReading
{
    public static Guid Id(this Answer batch) => batch.Json["id"]!.GetValue<Guid>();

    /// <summary>received, accepted, duplicate, rejected.</summary>
    public static (long Received, long Accepted, long Duplicate, long Rejected) Counts(this Answer batch) =>
        Counts(batch.Json);

    public static (long Received, long Accepted, long Duplicate, long Rejected) Counts(JsonNode batch) =>
        (batch["received"]!.GetValue<long>(), batch["accepted"]!.GetValue<long>(), batch["duplicate"]!.GetValue<long>(),
            batch["rejected"]!.GetValue<long>());

    public static JsonArray Results(this Answer batch) => batch.Json["results"]!.AsArray();

    public static IEnumerable<string> Statuses(this Answer batch) =>
        batch.Results().Select(r => r!["status"]!.GetValue<string>());

    public static Guid NoticeId(this Answer batch, int index = 0) =>
        batch.Results()[index]!["noticeId"]!.GetValue<Guid>();

    /// <summary>Faults of one item as <c>pointer code</c>.</summary>
    public static IEnumerable<string> ItemFaults(this Answer batch, int index = 0) =>
        (batch.Results()[index]!["errors"]?.AsArray() ?? []).Select(e => $"{e!["pointer"]} {e["code"]}");

    /// <summary>The batch read again.</summary>
    public static async Task<Answer> BatchAsync(this Organisation claimant, Guid id) =>
        (await claimant.Api.GetAsync($"/v1/batches/{id}")).Must(200);

    /// <summary>Every notice the claimant has, by pages.</summary>
    public static async Task<IReadOnlyList<JsonNode>> NoticesAsync(this Organisation claimant, string filter = "")
    {
        var all = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = (await claimant.Api.GetAsync($"/v1/notices?limit=1000{filter}"
                + $"{(after is null ? "" : $"&after={after}")}")).Must(200);
            all.AddRange(page.Items!);
            after = page.Json["next"]?.GetValue<string>();
        }
        while (after is not null);
        return all;
    }
}
