using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>
/// A regulator reads what its function covers, and its reads leave a trace (security M7; gaps 1 no. 7).
/// </summary>
public sealed class RegulatorWallTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_notice_is_read_by_the_functions_of_its_regime_only()
    {
        var copyright = await server.RegulatorAsync("CN-533123", "copyright");
        var both = await server.RegulatorAsync("CN-533100", "telecom", "copyright");
        var telecom = await server.RegulatorAsync("CN-533123", "telecom", "police");
        var (_, _, id) = await server.DeliveredAsync("wall.example");
        foreach (var path in new[] { $"/v1/notices/{id}", $"/v1/notices/{id}/timeline" })
        {
            (await copyright.Api.GetAsync(path)).Must(200);
            (await both.Api.GetAsync(path)).Must(200);
            (await telecom.Api.GetAsync(path)).Must(404);
        }
    }

    [Fact]
    public async Task A_read_of_contacts_by_others_than_the_parties_is_recorded()
    {
        var regulator = await server.RegulatorAsync("CN-533123");
        var (platform, claimant, id) = await server.DeliveredAsync("trace.example");
        foreach (var party in new[] { platform, claimant }) (await party.Api.GetAsync($"/v1/notices/{id}")).Must(200);
        (await regulator.Api.GetAsync($"/v1/notices/{id}")).Must(200);
        var reads = (await server.Operator.GetAsync($"/v1/audit?act=notice.read&object={id}")).Must(200).Items;
        Assert.Equal(regulator.Id, Assert.Single(reads).Id("organisationId"));
    }
}
