using Microsoft.Extensions.Hosting;
using System.Security.Cryptography;
using System.Text;
using Spectre.Console;
using Takedown.Client;

namespace Takedown.Demo;

/// <summary><c>--demo</c>: runs Takedown with sample traffic in one terminal; needs only the SDK.</summary>
internal static class DemoCommand
{
    private const string Switch = "--demo";

    /// <summary>Removes the switch, which the configuration would otherwise read as a key without a value.</summary>
    public static bool TryTake(string[] args, out string[] rest)
    {
        rest = [.. args.Where(a => a != Switch)];
        return rest.Length < args.Length;
    }

    public static async Task<int> RunAsync(string[] args, BuildServer build)
    {
        // Half of the titles are Chinese, and not every console starts in an encoding that supports them.
        Console.OutputEncoding = Encoding.UTF8;
        using var files = DemoFiles.Open();
        if (files is null)
        {
            await Console.Error.WriteLineAsync(
                "A demo runs in this directory already. End it, or start from another directory.");
            return 2;
        }
        var operatorKey = "tk_operator_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var app = DemoServer.Build(build, args, operatorKey);
        var stop = app.Lifetime.ApplicationStopping;
        try
        {
            await app.StartAsync(stop);
            await RunScenarioAsync(DemoServer.AddressOf(app), operatorKey, app.Lifetime);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C was pressed before the first notice.
        }
        catch (Exception error) when (error is IOException or HttpRequestException or TakedownProblemException)
        {
            await Console.Error.WriteLineAsync($"The demo cannot start: {error.Message}");
            return 1;
        }
        await app.StopAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"Demo ended. Its data stays in {DemoFiles.Database} until the next one.");
        return 0;
    }

    private static async Task RunScenarioAsync(Uri address, string operatorKey, IHostApplicationLifetime lifetime)
    {
        var stop = lifetime.ApplicationStopping;
        var time = TimeProvider.System;
        using var http = new HttpClient { BaseAddress = address };
        var operatorClient = new TakedownClient(http, operatorKey);
        var cast = await Cast.RegisterAsync(http, operatorClient, stop);
        await HurriedPolicies.PutAsync(operatorClient, stop);
        await Console.Out.WriteLineAsync(Greeting.For(address, operatorKey, cast));

        var board = new Board();
        var silent = cast.Platforms[Temper.Silent].Id;
        var retries = new RetryLoop(board, time);
        List<Task> tasks =
        [
            .. cast.Platforms.Select(p => new SyntheticPlatform(p.Value, p.Key, board, retries, time).RunAsync(stop)),
            .. cast.Claimants.Values.Select(c => new ClaimantDesk(c, silent, board, retries, time).RunAsync(stop)),
            new Submitting(cast, board, retries, time).RunAsync(stop),
            new Watcher(operatorClient, board, retries, time).RunAsync(stop),
            AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
                ? new LiveView(board, cast, time).RunAsync(stop)
                : new PlainView(board, time).RunAsync(stop),
        ];
        // No task ends before the demo does: one that ends has failed, and the demo must not continue without it.
        await Task.WhenAny(tasks);
        lifetime.StopApplication();
        await Task.WhenAll(tasks);
    }
}
