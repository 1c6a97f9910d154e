using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Harness;

/// <summary>Reading what JSON says, waiting for what must come, and submitting many.</summary>
public static class Following
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static string Text(this JsonNode? node, string name) => node![name]?.GetValue<string>() ?? "";

    public static long Long(this JsonNode? node, string name) => node![name]!.GetValue<long>();

    public static Guid Id(this JsonNode? node, string name) => node![name]!.GetValue<Guid>();

    public static DateTimeOffset Time(this JsonNode? node, string name) =>
        DateTimeOffset.Parse(node.Text(name), CultureInfo.InvariantCulture);

    /// <summary>Looks until it is so, or fails saying what it saw last.</summary>
    public static async Task<T> WaitUntilAsync<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (wanted(seen)) return seen;
            if (TimeProvider.System.GetElapsedTime(start) > Timeout) Assert.Fail($"Waited in vain; saw last: {seen}");
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System);
        }
    }

    /// <summary>Waits until a notice reads as wanted.</summary>
    public static Task<JsonNode> NoticeUntilAsync(this Organisation reader, Guid id, Func<JsonNode, bool> wanted) =>
        WaitUntilAsync(() => reader.NoticeAsync(id), wanted);

    /// <summary>An organisation's whole feed, by its cursor.</summary>
    public static async Task<IReadOnlyList<JsonNode>> FeedAsync(
        this Organisation reader, int limit = 1000, string after = "0")
    {
        // A feed holds back what an older transaction may still slip in front of; a sandbox's clock answers once all is
        // told.
        if (TestStore.IsPostgres) (await reader.Api.PostAsync("/v1/sandbox/clock", new { advance = "PT0S" })).Must(200);
        var items = new List<JsonNode>();
        while (true)
        {
            var page = (await reader.Api.GetAsync($"/v1/events?after={after}&limit={limit}")).Must(200);
            items.AddRange(page.Items!);
            Assert.True(page.Items.Count < limit || page.Json.Text("next") != after, "The cursor does not move.");
            after = page.Json.Text("next");
            if (page.Items.Count < limit) return items;
        }
    }

    /// <summary>Submits one notice that must be accepted, without waiting for its delivery.</summary>
    public static async Task<Guid> AcceptAsync(this Organisation claimant, object notice)
    {
        var result = (await claimant.SubmitAsync(notice)).Json["results"]![0];
        Assert.Equal("accepted", result.Text("status"));
        return result.Id("noticeId");
    }

    /// <summary>Submits many as NDJSON; all must be accepted.</summary>
    public static async Task<Guid> SubmitManyAsync(this Organisation claimant, IEnumerable<object> notices)
    {
        var lines = notices.Select(n => JsonSerializer.Serialize(n)).ToList();
        var body = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var batch =
            (await claimant.Api.SendAsync(HttpMethod.Post, "/v1/batches", body, "application/x-ndjson")).Must(202).Json;
        Assert.Equal(lines.Count, batch.Long("accepted"));
        return batch.Id("id");
    }

    /// <summary>Everything about a notice that a refused act must leave alone.</summary>
    public static async Task<(long Version, string State, string Timeline)> PrintAsync(
        this Organisation reader, Guid id)
    {
        var notice = await reader.NoticeAsync(id);
        return (notice.Long("version"), notice.Text("state"), string.Join(' ', await reader.TimelineAsync(id)));
    }

    /// <summary>A platform, a claimant and one notice delivered to it.</summary>
    public static async Task<(Organisation Platform, Organisation Claimant, Guid Id)> DeliveredAsync(
        this TestServer server, string host, object? platformMore = null, string? account = null)
    {
        var platform = await server.PlatformAsync(host, platformMore);
        var claimant = await server.ClaimantAsync();
        return (platform, claimant, await claimant.DeliverAsync(
            platform, Sample.Notice($"https://{host}/1", account: account)));
    }

    /// <summary>The server's time.</summary>
    public static async Task<DateTimeOffset> NowAsync(this TestServer server) =>
        (await server.Operator.PostAsync("/v1/sandbox/clock", new { advance = "PT0S" })).Must(200).Json.Time("now");
}
