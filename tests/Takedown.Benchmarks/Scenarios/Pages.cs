using System.Text.Json;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// The pages of one claimant, first and deep ones. Deep pages use the notices sent last, which come after all copies.
/// </summary>
internal sealed class Pages(HttpClient http)
{
    private const int Size = 100;

    /// <summary>Paths by kind of page, requested in turn.</summary>
    public Dictionary<string, List<string>> Paths { get; } = new(StringComparer.Ordinal);

    public HttpClient Http => http;

    public static async Task<Pages> OfAsync(Claimant claimant, CancellationToken stop)
    {
        var pages = new Pages(claimant.Party.Http);
        var own = new List<NoticeView>();
        for (var next = ""; next is not null;)
        {
            var page = await pages.GetAsync($"/v1/notices?limit=1000&after={next}", stop);
            own.AddRange(page.Items);
            next = page.Next;
        }
        var batch = own[0].BatchId;
        var platform = own[0].PlatformId;
        pages.AddList("list", "", own);
        pages.AddList("list ?state=removed", "&state=removed", [.. own.Where(n => n.State is NoticeState.Removed)]);
        pages.AddList("list ?platform=", $"&platform={platform}", [.. own.Where(n => n.PlatformId == platform)]);
        pages.AddList("list ?batch=", $"&batch={batch}", [.. own.Where(n => n.BatchId == batch)]);
        pages.Paths["timeline of the newest"] = [.. own.TakeLast(Size).Select(Timeline)];
        pages.Paths["results"] = [$"/v1/batches/{batch}/results?limit={Size}"];
        pages.Paths["results deep"] =
            [$"/v1/batches/{batch}/results?limit={Size}&after={await pages.DeepAsync(batch, stop)}"];
        return pages;
    }

    /// <summary>Finds the oldest notices, which are different ones after the stock has grown.</summary>
    public async Task FindOldestAsync(CancellationToken stop)
    {
        var oldest = (await GetAsync($"/v1/notices?limit={Size}", stop)).Items;
        Paths["timeline of the oldest"] = [.. oldest.Select(Timeline)];
        using var one = JsonDocument.Parse(await http.GetByteArrayAsync(Timeline(oldest[0]), stop));
        if (one.RootElement.GetProperty("items").GetArrayLength() < 2)
            throw new InvalidOperationException("A copy has lost its events: Stock does not know this schema.");
    }

    private static string Timeline(NoticeView notice) => $"/v1/notices/{notice.Id}/timeline";

    private void AddList(string name, string filter, IReadOnlyList<NoticeView> matching)
    {
        Paths[name] = [$"/v1/notices?limit={Size}{filter}"];
        Paths[$"{name} deep"] = [$"/v1/notices?limit={Size}{filter}&after={matching[^(Size + 1)].Id}"];
    }

    private async Task<Page<NoticeView>> GetAsync(string path, CancellationToken stop) =>
        JsonSerializer.Deserialize(await http.GetByteArrayAsync(path, stop), TakedownJson.Default.PageNoticeView)!;

    /// <summary>The cursor that precedes the last thousand results.</summary>
    private async Task<string> DeepAsync(Guid batch, CancellationToken stop)
    {
        for (var cursor = ""; ;)
        {
            var page = JsonSerializer.Deserialize(
                await http.GetByteArrayAsync($"/v1/batches/{batch}/results?limit=1000&after={cursor}", stop),
                TakedownJson.Default.PageItemResult)!;
            if (page.Next is null) return cursor;
            cursor = page.Next;
        }
    }
}
