namespace Takedown.Server.Setup;

/// <summary>Puts the server together from its configuration; the demo and the benchmarks start it the same way.</summary>
internal static class TakedownServer
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        change?.Invoke(builder);
        var options = Configuration.Read(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddTakedown(options);
        builder.Services.AddTakedownOpenApi();
        var app = builder.Build();
        app.UseTakedown(options);
        return app;
    }
}
