using System.Diagnostics;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

internal sealed class PublishingLoop(
    Publishing publishing, PublicFigures figures, IPublicRecord record, RecordRebuild rebuild, TakedownOptions options,
    ChangeNotifier notifier, WriteLoad load, TimeProvider time, DatabaseStartup opening, ILogger<PublishingLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(1), opening, log)
{
    private const int MaxExpired = 1_000;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500), MaxRest = TimeSpan.FromSeconds(30);

    /// <summary>A burst of batches that is over within this time has the database for itself.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    /// <summary>From this age on the record no longer waits for batches.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ExpiryPause = TimeSpan.FromMinutes(1);
    private Task change = Task.CompletedTask;
    private bool isOpen;
    private DateTimeOffset? lastExpiry;

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await OpenAsync(stop);
        change = notifier.Next(ChangeTopic.Events);
        await load.LeaveRoomAsync(Burst, IsLate, stop);
        // What follows is done once in a while as well, also where the load never ends.
        var first = Stopwatch.GetTimestamp();
        for (var began = first;
            await publishing.TurnAsync(Size, stop) && Stopwatch.GetElapsedTime(first) < ExpiryPause;
            began = Stopwatch.GetTimestamp())
            await RestAsync(Stopwatch.GetElapsedTime(began), stop);
        var now = time.GetUtcNow();
        await figures.CopyAsync(now, stop);
        if (lastExpiry is { } last && now - last < ExpiryPause && now >= last) return;
        while (await record.DeleteExpiredAsync(now, MaxExpired, stop) == MaxExpired)
            stop.ThrowIfCancellationRequested();
        lastExpiry = now;
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        if (isOpen) return;
        await record.OpenAsync(stop);
        if (rebuild.IsWanted)
        {
            await record.EmptyAsync(stop);
            log.LogWarning("The public record was emptied and is built anew.");
        }
        isOpen = true;
    }

    /// <summary>
    /// While batches are stored, delivered and answered, the record uses a twentieth of the time: somebody waits for
    /// them, and nobody for it; and a notice that is answered meanwhile is written once. In a lull it goes on.
    /// </summary>
    private Task RestAsync(TimeSpan took, CancellationToken stop) =>
        load.LeaveRoomAsync(took * 19 < MaxRest ? took * 19 : MaxRest, IsLate, stop);

    private TurnSize Size => load.IsBusy && !IsLate() ? TurnSize.Small : TurnSize.Whole;

    private bool IsLate() => publishing.CompleteAt is not { } at || time.GetUtcNow() - at > LateAfter;

    protected override async Task WaitForNextAsync(CancellationToken stop)
    {
        // A notice is delivered, confirmed and answered within a moment: three events, one write.
        await (options.Transparency.PublishesNotices ? Task.WhenAny(change, base.WaitForNextAsync(stop))
            : base.WaitForNextAsync(stop));
        await Task.Delay(Window, TimeProvider.System, stop);
    }
}

/// <summary>Whether the server was started to build the public record anew.</summary>
internal sealed record RecordRebuild(bool IsWanted);
