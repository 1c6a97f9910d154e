using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>
/// Withdraws the dumps that contain what was taken from the public after they began. A dump keeps the ids of the
/// decisions that it follows: the clock alone does not tell a decision that was committed a moment later.
/// </summary>
internal sealed class DumpWithdrawals(
    DumpFolder folder, Database database, TimeProvider time, ILogger<DumpWithdrawals> log)
{
    /// <summary>A decision is committed within this time of the instant it bears.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>The decisions that a dump has to follow, if the record is complete as of an instant.</summary>
    public Task<IReadOnlyList<DumpDecision>> DecisionsAsync(DateTimeOffset asOf, CancellationToken stop) =>
        database.ReadAsync(s => DumpDecision.AfterAsync(s, asOf - Margin), stop);

    /// <summary>Whether something was decided that a dump does not follow.</summary>
    public async Task<bool> IsOvertakenAsync(
        DumpManifest dump, IReadOnlySet<Guid> followed, CancellationToken stop) =>
        Missing(dump, followed, await DecisionsAsync(dump.AsOf, stop)).Any();

    /// <summary>After decisions. A fault of the folder does not hold up the record; the maker tries again.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await RunAsync(stop);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            log.LogError(error, "A dump that contains what is no longer public could not be withdrawn.");
        }
    }

    /// <summary>Withdraws what has to be.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        List<DumpManifest> given = [];
        foreach (var day in folder.Days)
        {
            if (await folder.ReadAsync(day, stop) is not { } dump) continue;
            if (dump.Withdrawn is null) given.Add(dump);
            else folder.DeleteFiles(dump);
        }
        if (given.Count == 0) return;
        var decisions = await DecisionsAsync(given.Min(d => d.AsOf), stop);
        if (decisions.Count == 0) return;
        foreach (var dump in given)
        {
            RecordGround[] grounds = [.. Missing(dump, await folder.FollowedAsync(dump.Day, stop), decisions)
                .Select(d => d.Ground).Distinct().Order()];
            if (grounds.Length == 0) continue;
            await folder.WithdrawAsync(dump, new() { At = time.GetUtcNow(), Grounds = grounds }, stop);
            log.LogInformation("The dump of {Day} was withdrawn, because something in it is no longer public.",
                dump.Day);
        }
    }

    /// <summary>A notice that was delivered later is not in the dump.</summary>
    private static IEnumerable<DumpDecision> Missing(
        DumpManifest dump, IReadOnlySet<Guid> followed, IEnumerable<DumpDecision> decisions) =>
        decisions.Where(d => d.Since > dump.AsOf - Margin && d.DeliveredAt <= dump.MadeAt
            && !followed.Contains(d.Id));
}
