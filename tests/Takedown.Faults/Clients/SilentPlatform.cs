using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A platform whose webhook takes nothing and that never responds.</summary>
internal sealed class SilentPlatform : Platform
{
    private readonly WebApplication endpoint;

    private SilentPlatform(string name, Guid id, Caller caller, Random random, WebApplication endpoint)
        : base(name, id, caller, new Answers(id, random, Saying.OverHttp(caller))) => this.endpoint = endpoint;

    public override bool Has(Guid notice) => false;

    public static async Task<SilentPlatform> StartAsync(
        string name, Guid id, Caller caller, Random random, WebApplication endpoint)
    {
        endpoint.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await endpoint.StartAsync();
        return new(name, id, caller, random, endpoint);
    }

    public override async ValueTask DisposeAsync()
    {
        await endpoint.DisposeAsync();
        await base.DisposeAsync();
    }
}
