using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>The configured key is the operator's only one, at every start.</summary>
public sealed class OperatorKeyTests
{
    private const string Other = "another-operator-key-0123456789abcdef";

    [Fact]
    public async Task Changing_the_setting_changes_the_key_and_changing_it_back_does_too()
    {
        var server = await TestServer.StartAsync();
        try
        {
            (await server.Operator.GetAsync("/v1/organisations")).Must(200);
            await server.RestartAsync(("Takedown:OperatorKey", Other));
            (await server.With(Other).GetAsync("/v1/organisations")).Must(200);
            (await server.With(TestServer.OperatorKey).GetAsync("/v1/organisations")).Must(401);
            await server.RestartAsync(("Takedown:OperatorKey", TestServer.OperatorKey));
            (await server.With(TestServer.OperatorKey).GetAsync("/v1/organisations")).Must(200);
            (await server.With(Other).GetAsync("/v1/organisations")).Must(401);
            Assert.Single((await server.Operator.GetAsync("/v1/organisations?kind=operator")).Must(200).Items);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_operator_that_revoked_its_own_key_has_it_again_after_a_restart()
    {
        var server = await TestServer.StartAsync();
        try
        {
            var id = (await server.Operator.GetAsync("/v1/organisations?kind=operator")).Must(200).Items[0]!["id"];
            var key = (await server.Operator.GetAsync($"/v1/organisations/{id}")).Must(200).Json["keys"]![0]!["id"];
            (await server.Operator.DeleteAsync($"/v1/keys/{key}")).Must(204);
            (await server.Operator.GetAsync("/v1/organisations")).Must(401);
            await server.RestartAsync();
            (await server.Operator.GetAsync("/v1/organisations")).Must(200);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_restart_keeps_what_is_registered_and_adds_no_versions_to_the_pack()
    {
        var server = await TestServer.StartAsync();
        try
        {
            var claimant = await server.ClaimantAsync();
            var policies = (await server.Operator.GetAsync("/v1/policies")).Must(200).Body;
            var calendars = (await server.Operator.GetAsync("/v1/calendars")).Must(200).Body;
            await server.RestartAsync();
            (await server.With(claimant.Key).GetAsync("/v1/notices")).Must(200);
            Assert.Equal(policies, (await server.Operator.GetAsync("/v1/policies")).Must(200).Body);
            Assert.Equal(calendars, (await server.Operator.GetAsync("/v1/calendars")).Must(200).Body);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
