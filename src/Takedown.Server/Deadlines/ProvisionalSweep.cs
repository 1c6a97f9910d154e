using System.Diagnostics;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Deadlines;

/// <summary>
/// Computes the provisional due times of a calendar anew when its next version is stored. Which are outdated is said by
/// the rows themselves: a sweep that was interrupted goes on, and a second process finds nothing left.
/// </summary>
internal sealed class ProvisionalSweep(
    Database database, RegistryCache registryCache, IEnumerable<IDeadlineOwner> owners, TimeProvider time,
    ILogger<ProvisionalSweep> log)
{
    private const int Chunk = 1000;

    /// <summary>As in the sweep of deadlines: other writes run between two sets.</summary>
    private const double PauseRatio = 0.75;

    /// <summary>A request that stored a calendar waits so long for its due times; the loop does the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IDeadlineOwner[] owners = [.. owners];

    public async Task RunAsync(CancellationToken cancellation)
    {
        var notices = owners.Single(o => o.Owner is DeadlineOwner.Notice);
        var after = Guid.Empty;
        await RepeatAsync(notices, async (s, registry) =>
        {
            var page = await NoticeStore.ProvisionalAsync(s, after, Chunk);
            if (page.Count > 0) after = page[^1].Id;
            return (page.Count, page.Where(n => IsOutdated(n.Provisional, registry)).Select(n => n.Id));
        }, cancellation);
        foreach (var owner in owners)
        {
            StoredDeadline? last = null;
            await RepeatAsync(owner, async (s, registry) =>
            {
                var page = await DeadlineStore.ProvisionalAsync(s, owner.Owner, last, Chunk);
                if (page.Count > 0) last = page[^1];
                return (page.Count, page.Where(d => IsOutdated(d.Provisional, registry)).Select(d => d.OwnerId));
            }, cancellation);
        }
    }

    /// <summary>The sweep as far as it comes while a request waits.</summary>
    public async Task RunBrieflyAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await RunAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception error)
        {
            log.LogWarning(error, "Provisional due times could not be computed anew yet and are tried again.");
        }
    }

    private async Task RepeatAsync(
        IDeadlineOwner owner, Func<Session, RegistrySnapshot, Task<(int Read, IEnumerable<Guid> Outdated)>> pageAsync,
        CancellationToken cancellation)
    {
        for (var read = Chunk; read == Chunk;)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var registry = await registryCache.CurrentAsync(cancellation);
            (read, var outdated) = await database.ReadAsync(s => pageAsync(s, registry), cancellation);
            var ids = outdated.ToHashSet();
            if (ids.Count > 0)
            {
                await database.WriteAsync(async s =>
                {
                    await owner.RenewAsync(s, ids, new(registry, time.GetUtcNow(), By: null));
                    return true;
                }, CancellationToken.None);
            }
            if (read == Chunk)
                await Task.Delay(Stopwatch.GetElapsedTime(started) * PauseRatio, TimeProvider.System, cancellation);
        }
    }

    private static bool IsOutdated(string? mark, RegistrySnapshot registry) =>
        StoredProvisional.IsOutdated(mark, registry.CalendarOf);
}
