using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using System.Net;
using System.Net.Sockets;

namespace Takedown.Demo;

/// <summary>
/// Builds the server from its command line; <paramref name="change"/> is applied before the configuration is read.
/// </summary>
internal delegate WebApplication BuildServer(string[] args, Action<WebApplicationBuilder> change);

/// <summary>Starts the normal server with the settings of the demo, which override all other configuration.</summary>
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
            ["Takedown:Evidence:Store"] = "disk",
            ["Takedown:Evidence:Folder"] = DemoFiles.Evidence,
            ["Takedown:Roles"] = "all",
            ["Takedown:OperatorKey"] = operatorKey,
            ["Takedown:Sandbox"] = "true",
            ["Takedown:Transparency:Publish"] = "notices",
            // Otherwise a file in the environment would be a second source of the same setting.
            ["Takedown:Database:ConnectionString_FILE"] = null,
            ["Takedown:OperatorKey_FILE"] = null,
            // The view uses the terminal, so only warnings and errors are logged to it.
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // A failed start is reported in one line where the exception is caught.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        });
        if (!addressed) builder.WebHost.UseUrls($"http://127.0.0.1:{(IsFree(UsualPort) ? UsualPort : 0)}");
    });

    /// <summary>The address at which a client on this machine reaches the started server.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault(u => u.StartsWith("http:", StringComparison.Ordinal)) ?? app.Urls.First();
        // Each of these means all addresses of the machine and cannot be called.
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
