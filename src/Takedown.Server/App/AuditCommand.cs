using Takedown.Server.Evidence;

namespace Takedown.Server.App;

/// <summary>
/// <c>audit --evidence</c>: reads every file of evidence again, names those that are missing or damaged, and exits with
/// 0 if all are whole, otherwise with 1. Needs the settings of the server, and starts none.
/// </summary>
internal static class AuditCommand
{
    private const string Verb = "audit";
    private const string Switch = "--evidence";

    public static bool TryTake(string[] args, out string[] rest)
    {
        rest = args is [Verb, Switch, .. var settings] ? settings : [];
        return args is [Verb, ..];
    }

    public static async Task<int> RunAsync(string[] args, string[] rest)
    {
        if (args is not [Verb, Switch, ..])
        {
            await Console.Error.WriteLineAsync("Usage: audit --evidence");
            return 2;
        }
        await using var app = TakedownServer.Build(rest);
        var (files, faults) = await app.Services.GetRequiredService<EvidenceAudit>()
            .RunAsync(Console.Out, app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync($"{files} files of evidence were read, {faults} are not as stored.");
        return faults == 0 ? 0 : 1;
    }
}
