using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Registry;

/// <summary>A host that an older program took and this one refuses stops nobody.</summary>
public sealed class OldHostTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("xn--a.example")]
    [InlineData("xn--lm-6z5a.example")]
    public async Task A_stored_host_that_is_no_longer_valid_matches_nothing_and_stops_nothing(string host)
    {
        var other = Bodies.NewHost("old");
        var platform = await server.PlatformAsync(other);
        await server.Services.GetRequiredService<Database>().WriteAsync(async s =>
        {
            await s.ExecuteAsync(
                "INSERT INTO platform_hosts (host, platform_id) VALUES (@host, @id)", new { host, id = platform.Id });
            await OrganisationStore.Bump(s);
        });
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Sample.Notice($"https://{other}/1"), Sample.Notice($"https://{host}/1"));
        Assert.Equal(["accepted", "rejected"], answer.Statuses());
        Assert.Equal(["/target/url url.bad-host"], answer.ItemFaults(1));
    }
}
