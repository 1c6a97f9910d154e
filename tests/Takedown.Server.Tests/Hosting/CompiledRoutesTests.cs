using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Hosting;

/// <summary>
/// What reads a request for a route is written when the program is built. What is not is compiled for each route at
/// every start, which costs a fifth of it.
/// </summary>
[Trait("Database", "unused")]
public sealed class CompiledRoutesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void No_route_is_compiled_at_the_start()
    {
        var compiled = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().Where(e => IsCompiled(e.RequestDelegate!))
            .Select(e => e.RoutePattern.RawText);
        Assert.Equal("", string.Join(Environment.NewLine, compiled));
    }

    private static bool IsCompiled(RequestDelegate handler) =>
        handler.Target?.GetType().DeclaringType == typeof(RequestDelegateFactory)
        || handler.Method.DeclaringType is null;
}
