using Microsoft.Extensions.Configuration.Memory;
using Takedown.Server.Hosting;

namespace Takedown.Server.App;

/// <summary>Builds the server from its configuration; the demo and the benchmarks start it the same way.</summary>
internal static class TakedownServer
{
    /// <summary>
    /// Below every other source, and not in a file: the file is looked for in the working directory, and started from
    /// anywhere else the framework would write six lines a request.
    /// </summary>
    private static readonly Dictionary<string, string?> QuietLogs = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        // An error for each probe while something is unavailable; the parts write to the log themselves, once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        // Settings are read once. Watching for changes would watch the working directory with all that is below it, and
        // where the database lies there, wake up at every write.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLogs });
        change?.Invoke(builder);
        var options = Configuration.Read(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        // With what comes after it, the process is gone within ten.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.AddTakedown(options);
        var app = builder.Build();
        app.UseTakedown(options);
        return app;
    }
}
