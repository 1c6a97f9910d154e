using Microsoft.Extensions.Configuration.Memory;
using Takedown.Server.Hosting;
using Takedown.Server.Transparency;

namespace Takedown.Server.App;

/// <summary>Builds the server from its configuration; the demo and the benchmarks start it the same way.</summary>
internal static class TakedownServer
{
    /// <summary>
    /// The configuration source with the lowest priority, in code rather than in a file: the framework looks for the
    /// file in the working directory, and a server started elsewhere would log six lines per request.
    /// </summary>
    private static readonly Dictionary<string, string?> QuietLogs = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:MongoDB"] = "Warning",
        // A send that failed is sent again and counted in one line by the outbox.
        ["Logging:LogLevel:MassTransit.SendTransport"] = "None",
        // Failed sign-ins are counted, in a metric and in the audit trail, instead of logged one by one.
        ["Logging:LogLevel:Takedown.Server.Http.KeyAuthentication"] = "Warning",
        // Its keys are in the database, encrypted as all secrets are, and read when they are first needed.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // Otherwise one error per probe while a dependency is unavailable; the components log that themselves, once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    /// <summary>Empties the public record at the start, so that it is built anew from the events.</summary>
    private const string RebuildSwitch = "--rebuild-public-record";

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var rebuild = args.Contains(RebuildSwitch);
        // Settings are read once. A watcher would watch the working directory with everything below it, and if the
        // database is there, wake up at every write.
        var builder = WebApplication.CreateBuilder(
            ["--hostBuilder:reloadConfigOnChange=false", .. args.Where(a => a != RebuildSwitch)]);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLogs });
        change?.Invoke(builder);
        var options = Configuration.Read(builder.Configuration);
        if (rebuild && !options.Runs("records"))
            throw new ConfigurationException([$"{RebuildSwitch} is for a process with the role records."]);
        builder.Services.AddSingleton(new RecordRebuild(rebuild));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            // What arrived and is not read yet is charged to no budget: a quarter of the default, for each connection.
            kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        });
        // With the steps that follow it, the process exits within 10 s.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.AddTakedown(options);
        // A start that somebody interrupts has not failed.
        var (stopping, started) = (CancellationToken.None, CancellationToken.None);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information
            && (level < LogLevel.Error || !stopping.IsCancellationRequested || started.IsCancellationRequested));
        var app = builder.Build();
        (stopping, started) = (app.Lifetime.ApplicationStopping, app.Lifetime.ApplicationStarted);
        app.UseTakedown(options);
        return app;
    }
}
