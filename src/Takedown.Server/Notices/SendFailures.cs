namespace Takedown.Server.Notices;

/// <summary>Counts failed sends into one line of the log, because an outage of the broker fails thousands.</summary>
internal sealed class SendFailures(ILogger log)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private int count;
    private string reason = "";

    /// <summary>The first failure opens a window; its line follows at the end of it.</summary>
    public void Add(int entries, Exception error)
    {
        lock (gate)
        {
            (count, reason) = (count + entries, error.Message);
            if (count == entries) _ = TellLaterAsync();
        }
    }

    private async Task TellLaterAsync()
    {
        await Task.Delay(Window, TimeProvider.System);
        Tell();
    }

    /// <summary>Writes the line of what was counted so far.</summary>
    public void Tell()
    {
        int counted;
        lock (gate) (counted, count) = (count, 0);
        if (counted == 0) return;
        log.LogWarning(
            "{Count} outbox entries could not be sent. The sweep sends them again. {Reason}", counted, reason);
    }
}
