using Takedown.Demo;
using Takedown.Server.App;
using Takedown.Server.Hosting;

try
{
    if (HealthCommand.TryTake(args, out var url)) return await HealthCommand.RunAsync(url);
    if (DemoCommand.TryTake(args, out var rest)) return await DemoCommand.RunAsync(rest, TakedownServer.Build);
    await using var app = TakedownServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
