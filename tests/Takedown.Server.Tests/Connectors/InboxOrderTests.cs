using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

/// <summary>Guarantee 3: no cursor reader ever skips a row, however many write.</summary>
public sealed class InboxOrderTests(TestServer server) : IClassFixture<TestServer>
{
    private const int Claimants = 4;
    private const int Batches = 12;
    private const int Notices = 25;

    [Fact]
    public async Task A_reader_sees_every_accepted_notice_exactly_once_while_many_write()
    {
        var platform = await server.PlatformAsync("busy.example");
        var claimants =
            await Task.WhenAll(Enumerable.Range(0, Claimants).Select(c => server.ClaimantAsync($"Claimant {c}")));

        var reading = Task.Run(() => ReadAsync(platform));
        var accepted = (await Task.WhenAll(claimants.Select((claimant, c) => Task.Run(() => WriteAsync(claimant, c)))))
            .SelectMany(ids => ids).ToList();
        var read = await reading;

        Assert.Equal(Claimants * Batches * Notices, accepted.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, accepted.Count).Select(i => (long)i), read.Select(i => i.Long("seq")));
        Assert.Equal(accepted.Order(), read.Select(i => i.Id("noticeId")).Order());
    }

    private static async Task<List<JsonNode>> ReadAsync(Organisation platform)
    {
        var (items, after) = (new List<JsonNode>(), "0");
        while (items.Count < Claimants * Batches * Notices)
        {
            var page = (await platform.Api.GetAsync($"/v1/inbox?after={after}&limit=7&wait=20")).Must(200);
            // An empty page after 20 s means that rows were skipped or lost: the count below tells.
            if (page.Items.Count == 0) break;
            items.AddRange(page.Items!);
            after = page.Json.Text("next");
        }
        return items;
    }

    private static async Task<List<Guid>> WriteAsync(Organisation claimant, int c)
    {
        var ids = new List<Guid>();
        for (var b = 0; b < Batches; b++)
        {
            var answer = await claimant.SubmitAsync(
                [.. Enumerable.Range(0, Notices).Select(i => Sample.Notice($"https://busy.example/{c}/{b}/{i}"))]);
            ids.AddRange(answer.Json["results"]!.AsArray().Select(r => r.Id("noticeId")));
        }
        return ids;
    }
}
