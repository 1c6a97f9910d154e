using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using System.Net;
using System.Net.Sockets;

namespace Takedown.Demo;

/// <summary>Builds the server from its command line, with a change to it before its configuration is read.</summary>
internal delegate WebApplication BuildServer(string[] args, Action<WebApplicationBuilder> change);

/// <summary>The normal server with the demo's settings over everything else that may be configured.</summary>
internal static class DemoServer
{
    private const int UsualPort = 5080;

    public static WebApplication Build(BuildServer build, string[] args, string operatorKey) => build(args, builder =>
    {
        var configured = builder.Configuration;
        var addressed = (configured["urls"] ?? configured["http_ports"] ?? configured["https_ports"]) is not null;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Takedown:Database:Engine"] = "sqlite",
            ["Takedown:Database:ConnectionString"] = $"Data Source={DemoFiles.Database}",
            ["Takedown:Bus:Transport"] = "memory",
            ["Takedown:Roles"] = "all",
            ["Takedown:OperatorKey"] = operatorKey,
            ["Takedown:Sandbox"] = "true",
            // The view has the terminal; only what went wrong may write into it.
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // A start that fails is told in one line where it is caught.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        });
        if (!addressed) builder.WebHost.UseUrls($"http://127.0.0.1:{(IsFree(UsualPort) ? UsualPort : 0)}");
    });

    /// <summary>Where a client on this machine reaches a server that has started.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault(u => u.StartsWith("http:", StringComparison.Ordinal)) ?? app.Urls.First();
        // Any of these means every address of the machine, and none of them can be called.
        foreach (var any in new[] { "://+", "://*", "://0.0.0.0", "://[::]" })
        {
            address = address.Replace(any, "://127.0.0.1", StringComparison.Ordinal);
        }
        return new(address);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
