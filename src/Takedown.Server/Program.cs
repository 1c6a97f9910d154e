using Takedown.Demo;
using Takedown.Server.App;
using Takedown.Server.Hosting;

try
{
    if (HealthCommand.TryTake(args, out var url)) return await HealthCommand.RunAsync(url);
    if (AuditCommand.TryTake(args, out var settings)) return await AuditCommand.RunAsync(args, settings);
    if (DemoCommand.TryTake(args, out var rest)) return await DemoCommand.RunAsync(rest, TakedownServer.Build);
    await using var app = TakedownServer.Build(args);
    var stopping = app.Lifetime.ApplicationStopping;
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        // Asked to stop while it was starting.
    }
    // Not zero if the server has ended itself.
    return Environment.ExitCode;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
