using System.Diagnostics;

namespace Takedown.Shared;

/// <summary>
/// PostgreSQL and RabbitMQ of our own, kept by a bash process in a session of its own: what it started it stops when
/// our end of its pipe closes, so also when this process is killed.
/// </summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly Process bash;
    private readonly SemaphoreSlim turn = new(1);

    private EngineHost(Process bash) => this.bash = bash;

    public string Postgres { get; private set; } = "";

    public string Rabbit { get; private set; } = "";

    /// <summary>Where the servers work; who is still there at the end is stopped too.</summary>
    public string Directory { get; private set; } = "";

    /// <summary>What the command that started the engines answered.</summary>
    public IReadOnlyList<string> Said { get; private set; } = [];

    public static async Task<EngineHost> StartAsync()
    {
        var keeper = await StartAsync("start");
        (keeper.Postgres, keeper.Rabbit, keeper.Directory) = (keeper.Said[0], keeper.Said[1], keeper.Said[2]);
        return keeper;
    }

    /// <param name="command">The command of <c>engine-host</c> that starts what this one keeps.</param>
    public static async Task<EngineHost> StartAsync(string command)
    {
        var keeper = new EngineHost(Process.Start(
            new ProcessStartInfo("setsid", ["bash", Path.Combine(AppContext.BaseDirectory, "engine-host")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!);
        try
        {
            keeper.Said = (await keeper.DoAsync(command)).Split(' ')[1..];
            return keeper;
        }
        catch
        {
            await keeper.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of the commands of <c>keeper</c>.</summary>
    public async Task<string> DoAsync(string command)
    {
        await turn.WaitAsync();
        try
        {
            await bash.StandardInput.WriteLineAsync(command);
            await bash.StandardInput.FlushAsync();
            var said = await bash.StandardOutput.ReadLineAsync() ?? "failed: the keeper is gone";
            return said.StartsWith("ok ", StringComparison.Ordinal)
                ? said
                : throw new InvalidOperationException($"{command}: {said}");
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        bash.StandardInput.Close();
        await bash.WaitForExitAsync();
        bash.Dispose();
        turn.Dispose();
    }
}
