using System.Net.Http.Headers;
using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Claims;

/// <summary>A withdrawal whose body has no announced length is read all the same (security L1).</summary>
public sealed class ChunkedWithdrawalTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task What_is_no_JSON_withdraws_nothing_and_a_reason_is_kept()
    {
        var (_, claimant, id) = await server.DeliveredAsync("chunked.example");
        Assert.Equal(400, (await SendAsync(claimant, id, "not JSON!")).Status);
        Assert.Equal("delivered", await claimant.StateAsync(id));

        (await SendAsync(claimant, id, """{"reason":"Licensed meanwhile"}""")).Must(200);
        var withdrawn = (await claimant.FeedAsync())[^1];
        Assert.Equal("Licensed meanwhile", withdrawn["reason"].Text("text"));
    }

    private static Task<Answer> SendAsync(Organisation claimant, Guid id, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/notices/{id}/withdrawal")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;
        return claimant.Api.SendAsync(request);
    }
}
