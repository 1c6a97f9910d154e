using Takedown.Server.Setup;

try
{
    await using var app = TakedownServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
