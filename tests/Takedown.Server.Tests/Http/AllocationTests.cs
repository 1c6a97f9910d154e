using System.Net;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Intake;

namespace Takedown.Server.Tests.Http;

/// <summary>What a request may allocate, client and server together, so nothing else may run beside it.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/v1/inbox/responses")]
    [InlineData("/v1/account-actions/responses")]
    public async Task A_list_without_end_is_refused_at_its_first_item_too_many(string path)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("endless"));
        var before = GC.GetTotalAllocatedBytes();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new EndlessList(14 << 20) };
        using var answer = await platform.Api.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("list.too-long", text, StringComparison.Ordinal);
        Assert.Contains("10,000", text, StringComparison.Ordinal);
        // The whole list would be some hundred megabytes.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 40 << 20);
    }

    /// <summary>Generating it takes tens of megabytes each time, and anybody may ask.</summary>
    [Fact]
    public async Task Reading_the_document_costs_no_more_than_its_bytes()
    {
        var length = (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Body.Length;
        var before = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await server.Anonymous.Client.GetAsync(
                "/openapi/v1.json", HttpCompletionOption.ResponseHeadersRead);
            await answer.Content.CopyToAsync(Stream.Null);
        }
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20L * 2 * length);
    }
}
