using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Executable;

/// <summary>The public record is damaged, and the program builds it anew: <c>--rebuild-public-record</c>.</summary>
[Collection(Processes.Name)]
public sealed class RebuildTests : IAsyncLifetime
{
    private const string Switch = "--rebuild-public-record";
    private const int Notices = 130;

    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(20);

    private readonly Scratch scratch = new();
    private TestStore store = null!;
    private ServerProcess server = null!;

    public async Task InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        server = new(scratch.Path,
            ("Takedown__Database__Engine", TestStore.Engine),
            ("Takedown__Database__ConnectionString", store.ConnectionString),
            ("Takedown__Sandbox", "true"),
            ("Takedown__Transparency__Publish", "notices"),
            ("Takedown__Transparency__RequestsPerMinute", "100000"));
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await store.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_damaged_record_is_built_anew_and_a_second_time_the_same()
    {
        await server.StartReadyAsync();
        await FillAsync();
        var before = await SettledAsync();
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));

        await DamageAsync();
        await server.StartReadyAsync();
        // A start without the switch mends nothing, and the look at the record sees the damage.
        Assert.NotEqual(before, await ReadAsync());
        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal(0, await server.StopAsync(OrderlyEnd));
            if (!server.Arguments.Contains(Switch)) server.Arguments.Add(Switch);
            await server.StartReadyAsync();
            await Eventually.TrueAsync(
                () => Task.FromResult(server.Output.Split("was emptied and is built anew").Length - 1 == turn + 1),
                ServerProcess.Timeout, "the record to be emptied");
            Assert.Equal(before, await SettledAsync());
        }
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));
    }

    /// <summary>Notices in several states, one of which is hidden and one corrected.</summary>
    private async Task FillAsync()
    {
        var platform = await server.RegisterPlatformAsync("video.example");
        var claimant = await server.RegisterClaimantAsync("Rights Ltd");
        using var lines = new NoticeLines("rebuild", Notices, ["video.example"]);
        using var answer = await claimant.Http.PostAsync("/v1/batches", lines);
        answer.EnsureSuccessStatusCode();
        var inbox = new InboxReader(platform.Http);
        await Eventually.TrueAsync(async () =>
        {
            await inbox.ReadAllAsync();
            return inbox.Count == Notices;
        }, ServerProcess.Timeout, "the notices to be delivered");
        List<Guid> ids = [.. inbox.Seen.Select(s => s.Notice)];
        await PostAsync(platform.Http, "/v1/inbox/responses", new
        {
            responses = ids.Take(60).Select((id, i) => i % 2 == 0
                ? (object)new { noticeId = id, response = "action-taken", measure = "removed" }
                : new { noticeId = id, response = "rejected", reason = new { code = "licensed" } }),
        });
        var (first, second) = (await ClerkAsync("First"), await ClerkAsync("Second"));
        var hidden = await PostAsync(first, $"/v1/transparency/notices/{ids[100]}/decisions",
            new { kind = "hide", ground = "personal-data" });
        await PostAsync(second, $"/v1/transparency/decisions/{hidden["id"]}/approval", new { });
        await PostAsync(first, $"/v1/transparency/notices/{ids[101]}/decisions",
            new { kind = "correct", ground = "mistake", field = "workTitle", value = "The Short Road Home" });
        await Eventually.TrueAsync(async () => (await FoundAsync("q=Short")) == 1, ServerProcess.Timeout,
            "the correction to be public");
    }

    private async Task<HttpClient> ClerkAsync(string name)
    {
        using var office = server.Client();
        var me = await office.GetFromJsonAsync<JsonNode>("/v1/me");
        var person = await PostAsync(
            office, $"/v1/organisations/{me!["organisation"]!["id"]}/people", new { name, role = "officer" });
        var key = await PostAsync(office, $"/v1/people/{person["id"]}/keys", new { });
        return server.Client(key["key"]!.GetValue<string>());
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task DamageAsync()
    {
        await using var database = DatabaseFactory.Create(store.Options);
        await database.MigrateAsync();
        await database.WriteAsync(async s =>
        {
            foreach (var damage in new[]
            {
                "DELETE FROM public_notices WHERE id IN (SELECT id FROM public_notices ORDER BY id LIMIT 20)",
                $"UPDATE public_notices SET host = 'wrong.example' WHERE state = {NoticeState.Removed:D}",
                "DELETE FROM public_terms WHERE term = 'long'",
                "DELETE FROM public_counts",
            }) await s.ExecuteAsync(damage);
        });
    }

    /// <summary>The record once it has every notice but the hidden one, and the figures of all answers.</summary>
    private async Task<string> SettledAsync()
    {
        using var office = server.Client();
        await Eventually.TrueAsync(async () =>
        {
            // Figures are copied every ten seconds of the server's clock.
            await PostAsync(office, "/v1/sandbox/clock", new { advance = "PT11S" });
            var totals = (await office.GetFromJsonAsync<JsonNode>("/v1/transparency/counts"))!["totals"]!;
            return await FoundAsync("") == Notices - 1
                && (Notices, 30, 30) == ((int)totals["received"]!, (int)totals["removed"]!, (int)totals["rejected"]!);
        }, ServerProcess.Timeout, "the record to be complete");
        return await ReadAsync();
    }

    private async Task<int> FoundAsync(string question) => (await PagesAsync(question)).Count;

    private async Task<IReadOnlyList<JsonNode>> PagesAsync(string question)
    {
        using var http = Anybody();
        List<JsonNode> all = [];
        for (var after = ""; ;)
        {
            var page = await http.GetFromJsonAsync<JsonNode>($"/v1/transparency/notices?limit=100&{question}{after}");
            all.AddRange(page!["items"]!.AsArray().Select(i => i!));
            if (page["next"] is not { } next) return all;
            after = $"&after={next}";
        }
    }

    /// <summary>All that the record says, but for the time as of which it is complete.</summary>
    private async Task<string> ReadAsync()
    {
        using var http = Anybody();
        List<string> all = [.. (await PagesAsync("")).Select(n => n.ToJsonString())];
        all.Add($"long: {await FoundAsync("q=Long")}, short: {await FoundAsync("q=Short")}");
        foreach (var path in new[] { "facets", "counts" })
        {
            var node = (await http.GetFromJsonAsync<JsonNode>($"/v1/transparency/{path}"))!;
            node.AsObject().Remove("asOf");
            all.Add(node.ToJsonString());
        }
        return string.Join('\n', all);
    }

    private HttpClient Anybody()
    {
        var http = server.Client();
        http.DefaultRequestHeaders.Authorization = (AuthenticationHeaderValue?)null;
        return http;
    }
}
