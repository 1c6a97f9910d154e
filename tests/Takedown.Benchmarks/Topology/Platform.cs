using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks.Topology;

/// <summary>A platform that pulls its inbox and responds.</summary>
internal sealed class Platform(Registered party)
{
    private const int PageSize = 1000;
    private long seen;

    public Registered Party => party;

    /// <summary>Number of notices sent to it so far; its inbox is numbered without gaps.</summary>
    public long Expected { get; set; }

    /// <summary>Reads the next page and waits for it.</summary>
    public async Task<IReadOnlyList<ItemGlance>> ReadAsync(CancellationToken stop)
    {
        var page = await InboxAsync(seen, PageSize, stop);
        if (page.Count > 0) seen = page[^1].Seq;
        return page;
    }

    /// <summary>Waits for the last notice sent and moves the cursor after it.</summary>
    public async Task DeliveredAsync(CancellationToken stop)
    {
        while (Expected > 0 && (await InboxAsync(Expected - 1, 1, stop)).Count == 0)
            stop.ThrowIfCancellationRequested();
        seen = Expected;
    }

    /// <summary>
    /// Reads <paramref name="count"/> notices and takes each through <c>acknowledged</c> to <c>removed</c>.
    /// </summary>
    public async Task RemoveAsync(long count, CancellationToken stop)
    {
        for (var left = count; left > 0;)
        {
            var page = await ReadAsync(stop);
            if (page.Count == 0) continue;
            await RespondAsync(Acknowledgement(page), page.Count, stop);
            await RespondAsync(Removal(page), page.Count, stop);
            left -= page.Count;
        }
    }

    public static byte[] Acknowledgement(IReadOnlyList<ItemGlance> page) => Body(page, ResponseKind.Acknowledged, null);

    public static byte[] Removal(IReadOnlyList<ItemGlance> page) =>
        Body(page, ResponseKind.ActionTaken, Measure.Removed);

    /// <summary>Sends responses, all of which must be applied.</summary>
    public async Task RespondAsync(byte[] responses, int count, CancellationToken stop)
    {
        using var body = new ByteArrayContent(responses)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var answer = await party.Http.PostAsync("/v1/inbox/responses", body, stop);
        answer.EnsureSuccessStatusCode();
        var view = await answer.Content.ReadFromJsonAsync(GlanceJson.Default.ResponsesGlance, stop);
        var applied = view!.Results.Count(r => r.Status is ResponseStatus.Applied);
        if (applied != count) throw new InvalidOperationException($"Only {applied} of {count} responses were applied.");
    }

    private static byte[] Body(IReadOnlyList<ItemGlance> page, ResponseKind response, Measure? measure) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ResponsesInput { Responses = [.. page.Select(
                i => new ResponseInput
                {
                    NoticeId = i.NoticeId,
                    Response = response,
                    Measure = measure,
                    Account = measure is null ? null : AccountOf(i.Notice.ClientRef),
                })] },
            TakedownJson.Default.ResponsesInput);

    /// <summary>The account that the claim names (<see cref="NoticeLine"/>), which the platform confirms.</summary>
    private static AccountRef AccountOf(string clientRef)
    {
        var serial = long.Parse(clientRef.AsSpan(clientRef.IndexOf('-') + 1), CultureInfo.InvariantCulture) % 20000;
        return new() { Id = string.Create(CultureInfo.InvariantCulture, $"u{serial:D8}") };
    }

    private async Task<IReadOnlyList<ItemGlance>> InboxAsync(long after, int limit, CancellationToken stop)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/inbox?after={after}&limit={limit}&wait=30");
        using var answer = await party.Http.GetAsync(path, stop);
        if (answer.StatusCode is HttpStatusCode.Gone)
        {
            // A position that the server has not given yet.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
            return [];
        }
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(GlanceJson.Default.InboxGlance, stop))!.Items;
    }
}
