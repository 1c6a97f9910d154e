using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Claims;

/// <summary>
/// A list goes along so many notices a page, and its cursor leads to every one that passes the filter.
/// </summary>
public sealed class ListTests
{
    private const int Many = 10_050;

    [Fact]
    public async Task Few_among_many_are_found_by_following_short_pages()
    {
        await using var server = await TestServer.StartAsync();
        await server.PlatformAsync("many.example");
        var (claimant, stranger) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        var batch = (await claimant.SendBatchAsync(Bodies.Lines(Enumerable.Range(0, Many).Select(i =>
            Sample.Notice(
                string.Create(CultureInfo.InvariantCulture, $"https://many.example/{i}")))))).Must(202).Json.Id("id");
        var last = (await claimant.Api.GetAsync($"/v1/batches/{batch}/results?after={Many - 2}")).Must(200).Items[0]
            .Id("noticeId");
        (await claimant.Api.PostAsync($"/v1/notices/{last}/withdrawal", new { })).Must(200);

        foreach (var scope in new[] { "state=withdrawn", $"state=withdrawn&batch={batch}" })
        {
            var pages = await PagesAsync(claimant, scope);
            Assert.Equal([0, 1], pages.Select(p => p.Count));
            Assert.Equal(last, pages[1][0]);
            Assert.Equal([0], (await PagesAsync(stranger, scope)).Select(p => p.Count));
        }
        var whole = await PagesAsync(claimant, $"batch={batch}&limit=1000");
        Assert.Equal(Many, whole.SelectMany(p => p).Distinct().Count());
    }

    private static async Task<List<List<Guid>>> PagesAsync(Organisation reader, string filter)
    {
        var pages = new List<List<Guid>>();
        for (var after = ""; ;)
        {
            var page = (await reader.Api.GetAsync($"/v1/notices?{filter}&after={after}")).Must(200);
            pages.Add([.. page.Items.Select(n => n.Id("id"))]);
            if (page.Json["next"] is not { } next) return pages;
            after = next.GetValue<string>();
        }
    }
}
